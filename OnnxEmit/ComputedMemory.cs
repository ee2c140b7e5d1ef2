using System.Buffers;
using System.Runtime.InteropServices;

namespace OnnxEmit;

/// <summary>
/// Memory whose bytes are computed when they are first looked at. Who only passes them on, as to a file, computes them where they go: a
/// network's turned kernels are then never in memory all at once.
/// </summary>
/// <param name="length">How many bytes there are.</param>
/// <param name="compute">Fills as many bytes; gives the same each time.</param>
internal sealed class ComputedMemory(int length, Action<Span<byte>> compute) : MemoryManager<byte>
{
    private byte[]? bytes;

    public override Memory<byte> Memory => CreateMemory(length);

    /// <summary>Copies memory of any kind.</summary>
    public static void Copy(ReadOnlyMemory<byte> source, Span<byte> target)
    {
        if (Waiting(source) is { } computed)
            computed.Fill(target[..source.Length]);
        else
            source.Span.CopyTo(target);
    }

    /// <summary>Writes memory of any kind to a stream.</summary>
    public static void Write(ReadOnlyMemory<byte> source, Stream stream)
    {
        if (Waiting(source) is not { } computed)
        {
            stream.Write(source.Span);
            return;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(source.Length);
        try
        {
            computed.Fill(buffer.AsSpan(0, source.Length));
            stream.Write(buffer, 0, source.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => Bytes();

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => Bytes().AsMemory(elementIndex).Pin();

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    // All of one that is not computed yet; null for other memory.
    private static ComputedMemory? Waiting(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetMemoryManager(memory, out ComputedMemory? computed, out _, out int length)
            && computed.bytes is null && length == computed.Memory.Length ? computed : null;

    private void Fill(Span<byte> target) => compute(target);

    private byte[] Bytes()
    {
        if (Volatile.Read(ref bytes) is { } known)
            return known;
        byte[] fresh = GC.AllocateUninitializedArray<byte>(length);
        compute(fresh);
        return Interlocked.CompareExchange(ref bytes, fresh, null) ?? fresh;
    }
}
