using System.Buffers;
using System.Runtime.InteropServices;

namespace OnnxEmit;

/// <summary>Memory of numbers seen as memory of bytes, without a copy.</summary>
internal sealed class CastMemory<T>(ReadOnlyMemory<T> source) : MemoryManager<byte>
    where T : unmanaged
{
    private readonly Memory<T> source = MemoryMarshal.AsMemory(source);
    private MemoryHandle pinned;

    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(source.Span);

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        pinned = source.Pin();
        return new((byte*)pinned.Pointer + elementIndex, default, this);
    }

    public override void Unpin() => pinned.Dispose();

    protected override void Dispose(bool disposing)
    {
    }
}

internal static class CastMemory
{
    public static ReadOnlyMemory<byte> ToBytes<T>(ReadOnlyMemory<T> source)
        where T : unmanaged => (object)source is ReadOnlyMemory<byte> bytes ? bytes : new CastMemory<T>(source).Memory;
}
