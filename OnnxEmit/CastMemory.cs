using System.Buffers;
using System.Runtime.InteropServices;

namespace OnnxEmit;

/// <summary>Memory of numbers seen as memory of bytes, without a copy.</summary>
internal sealed class CastMemory<T>(ReadOnlyMemory<T> source) : MemoryManager<byte>
    where T : unmanaged
{
    /// <summary>The numbers.</summary>
    public Memory<T> Source { get; } = MemoryMarshal.AsMemory(source);

    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(Source.Span);

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        MemoryHandle pinned = Source.Pin();
        return new((byte*)pinned.Pointer + elementIndex, default, new Pinned(pinned));
    }

    // Each pin ends by itself.
    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Pinned(MemoryHandle handle) : IPinnable
    {
        private MemoryHandle handle = handle;

        public MemoryHandle Pin(int elementIndex) => throw new NotSupportedException();

        public void Unpin() => handle.Dispose();
    }
}

internal static class CastMemory
{
    public static ReadOnlyMemory<byte> ToBytes<T>(ReadOnlyMemory<T> source)
        where T : unmanaged => (object)source is ReadOnlyMemory<byte> bytes ? bytes : new CastMemory<T>(source).Memory;
}
