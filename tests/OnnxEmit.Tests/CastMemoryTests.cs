using System.Buffers;

namespace OnnxEmit.Tests;

[TestClass]
public sealed class CastMemoryTests
{
    [TestMethod]
    public void Shows_numbers_as_their_bytes_without_a_copy()
    {
        float[] numbers = [1, 2];
        ReadOnlyMemory<byte> bytes = CastMemory.ToBytes<float>(numbers);
        numbers[1] = 3;
        Assert.AreEqual(8, bytes.Length);
        Assert.AreEqual(3, BitConverter.ToSingle(bytes.Span[4..]));
    }

    [TestMethod]
    public void Each_pin_ends_by_itself()
    {
        using CountedPins numbers = new();
        ReadOnlyMemory<byte> bytes = CastMemory.ToBytes<float>(numbers.Memory);
        MemoryHandle first = bytes.Pin(), second = bytes[4..].Pin();
        Assert.AreEqual(2, numbers.Pins);
        second.Dispose();
        Assert.AreEqual(1, numbers.Pins);
        first.Dispose();
        Assert.AreEqual(0, numbers.Pins);
    }

    private sealed class CountedPins : MemoryManager<float>
    {
        private readonly float[] numbers = new float[16];

        public int Pins { get; private set; }

        public override Span<float> GetSpan() => numbers;

        public override unsafe MemoryHandle Pin(int elementIndex = 0)
        {
            Pins++;
            return new MemoryHandle(default, default, this);
        }

        public override void Unpin() => Pins--;

        protected override void Dispose(bool disposing)
        {
        }
    }
}
