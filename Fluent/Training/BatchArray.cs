using OnnxEmit;

namespace Fluent;

/// <summary>One array of a batch in pinned memory that every batch reuses: sessions are bound to it once.</summary>
internal sealed class BatchArray
{
    private readonly long rowBytes;

    /// <summary>Room for batches of rows like those of a data set.</summary>
    public BatchArray(ElementType type, ReadOnlySpan<long> rowDims, int rows)
    {
        (Type, Dims) = (type, [rows, .. rowDims]);
        long elements = 1;
        foreach (long dim in rowDims)
            elements *= dim;
        rowBytes = type.ByteSize(elements) ?? throw new FluentException("Data", "elements of a fixed size", $"{type}");
        Memory = GC.AllocateUninitializedArray<byte>(checked((int)(rowBytes * rows)), pinned: true);
    }

    public ElementType Type { get; }

    /// <summary>The sizes of the current batch, its rows first.</summary>
    public long[] Dims { get; }

    public Memory<byte> Memory { get; private set; }

    public Span<byte> Bytes => Memory.Span[..(int)(rowBytes * Dims[0])];

    /// <summary>Some of the rows.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    public Memory<byte> Rows(int start, int count) => Memory.Slice((int)(rowBytes * start), (int)(rowBytes * count));

    /// <summary>Whether it can hold such a batch without being made anew.</summary>
    public bool Fits(TensorData data, int rows) => data.ElementType == Type && rows * rowBytes <= Memory.Length &&
        data.Dims.AsSpan(1).SequenceEqual(Dims.AsSpan(1));

    /// <summary>Copies some rows of a data set.</summary>
    public void Gather(TensorData data, ReadOnlySpan<int> rows)
    {
        Dims[0] = rows.Length;
        ReadOnlySpan<byte> source = data.Bytes.Span;
        Span<byte> target = Memory.Span;
        int size = (int)rowBytes;
        for (int i = 0; i < rows.Length; i++)
            source.Slice(checked(rows[i] * size), size).CopyTo(target.Slice(i * size, size));
    }

    /// <summary>Copies a whole batch.</summary>
    public void Copy(TensorData batch)
    {
        Dims[0] = batch.Dims[0];
        batch.Bytes.Span.CopyTo(Memory.Span);
    }
}
