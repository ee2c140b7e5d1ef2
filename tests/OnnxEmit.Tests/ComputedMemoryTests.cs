using System.Buffers;

namespace OnnxEmit.Tests;

[TestClass]
public sealed class ComputedMemoryTests
{
    private int computed;

    private ReadOnlyMemory<byte> Memory => field.IsEmpty ? field = new ComputedMemory(100, Count).Memory : field;

    [TestMethod]
    public void Waits_until_it_is_looked_at_and_is_kept_then()
    {
        Assert.AreEqual(100, Memory.Length);
        Assert.AreEqual(0, computed);
        Assert.AreEqual(7, Memory.Span[7]);
        Assert.AreEqual(99, Memory[90..].Span[9]);
        using (MemoryHandle pinned = Memory[5..].Pin())
            Assert.AreEqual(5, Read(pinned));
        Assert.AreEqual(1, computed);
        byte[] copy = new byte[100];
        ComputedMemory.Copy(Memory, copy);
        Assert.AreEqual(99, copy[99]);
        Assert.AreEqual(1, computed);
    }

    [TestMethod]
    public void Is_computed_where_it_goes()
    {
        byte[] copy = new byte[120];
        ComputedMemory.Copy(Memory, copy.AsSpan(10));
        Assert.AreEqual("0 0 1 98 99 0", string.Join(' ', copy[9], copy[10], copy[11], copy[108], copy[109], copy[110]));
        using MemoryStream stream = new();
        ComputedMemory.Write(Memory, stream);
        CollectionAssert.AreEqual(copy[10..110], stream.ToArray());
        Assert.AreEqual(2, computed, "nothing is kept");
        Assert.AreEqual(4, Memory.Span[4]);
        Assert.AreEqual(3, computed);
    }

    [TestMethod]
    public void Parts_and_other_memory_are_passed_on_as_they_are()
    {
        using MemoryStream stream = new();
        ComputedMemory.Write(Memory[2..4], stream);
        ComputedMemory.Write(new byte[] { 8, 9 }, stream);
        CollectionAssert.AreEqual(new byte[] { 2, 3, 8, 9 }, stream.ToArray());
        byte[] copy = new byte[3];
        ComputedMemory.Copy(Memory[97..], copy);
        CollectionAssert.AreEqual(new byte[] { 97, 98, 99 }, copy);
    }

    private static unsafe int Read(MemoryHandle pinned) => *(byte*)pinned.Pointer;

    private void Count(Span<byte> bytes)
    {
        computed++;
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)i;
    }
}
