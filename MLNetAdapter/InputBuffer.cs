using Fluent;

namespace MLNetAdapter;

/// <summary>The memory of one input of a block's rows.</summary>
internal abstract class InputBuffer(InputReader reader)
{
    private int[] dims = reader.Tensor.RowDims;
    private long[]? shape;
    private int shapeRows = -1;
    private int[]? shapeDims;

    public TensorColumn Tensor => reader.Tensor;

    /// <summary>How many elements each row of this block has.</summary>
    protected int RowSize { get; private set; } = reader.Tensor.RowSize;

    /// <summary>Whether the row read last has the sizes of the block's rows.</summary>
    public bool Accepts => ReferenceEquals(dims, reader.Dims) || dims.AsSpan().SequenceEqual(reader.Dims);

    /// <summary>Begins a block with rows of the sizes of the row read last.</summary>
    public void Begin() => (dims, RowSize) = (reader.Dims, reader.Length);

    /// <summary>
    /// Lets the reader read the only row of this block where it is run, with no copy: for who reads none before the last was run.
    /// </summary>
    public virtual void ReadInPlace()
    {
    }

    /// <summary>Puts the row read last into a slot.</summary>
    public abstract void Store(int slot);

    /// <summary>Makes the memory of some rows the input of the next run.</summary>
    public abstract void Bind(Binding binding, int first, int rows);

    /// <summary>The tensor's shape, made anew only where the number of rows or their sizes change.</summary>
    protected long[] Shape(int rows)
    {
        if (shapeRows != rows || !ReferenceEquals(shapeDims, dims))
        {
            shape = Tensor.Shape(rows, dims);
            (shapeRows, shapeDims) = (rows, dims);
        }

        return shape!;
    }
}

/// <summary>An input whose elements are held as they are.</summary>
internal abstract class InputBuffer<TElement, TItem>(InputReader<TItem> reader, int rows) : InputBuffer(reader)
    where TElement : unmanaged
{
    private long[]? boundShape;
    private int boundFirst;

    /// <summary>What reads the rows.</summary>
    protected InputReader<TItem> Reader => reader;

    /// <summary>The rows' elements.</summary>
    protected TElement[] Data { get; private set; } = [];

    public override void Store(int slot)
    {
        ReadOnlySpan<TItem> items = reader.Items;
        int end = (slot + 1) * items.Length;
        if (Data.Length < end)
        {
            Grow(end);
        }

        Copy(items, Data.AsSpan(slot * items.Length, items.Length));
    }

    public sealed override void Bind(Binding binding, int first, int rows)
    {
        long[] shape = Shape(rows);
        if (!ReferenceEquals(boundShape, shape) || boundFirst != first)
        {
            binding.Input(Tensor.Tensor.Name, Tensor.Tensor.ElementType, Data.AsMemory(first * RowSize), shape);
            (boundShape, boundFirst) = (shape, first);
        }
    }

    /// <summary>Turns a row's items into elements.</summary>
    protected abstract void Copy(ReadOnlySpan<TItem> items, Span<TElement> elements);

    /// <summary>Gives the memory up: the next row gets another.</summary>
    protected void Release() => Data = [];

    private void Grow(int needed)
    {
        // Rows of one length come as many as a block takes; where lengths differ, most blocks stay small.
        int length = Tensor.RowSize >= 0 ? rows * Tensor.RowSize : Math.Max(needed, Math.Min(2 * Data.Length, rows * RowSize));
        TElement[] larger = GC.AllocateUninitializedArray<TElement>(length, pinned: true);
        Data.CopyTo(larger, 0);
        (Data, boundShape) = (larger, null);
    }
}
