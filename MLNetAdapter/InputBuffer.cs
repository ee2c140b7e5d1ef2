using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>Gathers one input column of a block's rows into the memory of a tensor.</summary>
internal abstract class InputBuffer(TensorColumn tensor)
{
    private long[]? shape;
    private int shapeRows = -1;
    private int shapeRowSize = -1;

    public TensorColumn Tensor => tensor;

    /// <summary>How many elements each row of this block has; -1 before the first row of rows that may differ.</summary>
    protected int RowSize { get; set; } = tensor.RowSize;

    /// <summary>Takes the getters of the column.</summary>
    public abstract void Connect(DataViewRow row, DataViewSchema.Column column);

    /// <summary>
    /// Reads the current row into its slot, or returns false where it has another length than the block's rows and must wait for the next
    /// block.
    /// </summary>
    public abstract bool Fetch(int slot);

    /// <summary>Makes the memory the input of the next run.</summary>
    public abstract void Bind(Binding binding, int rows);

    /// <summary>Forgets the length of the last block's rows.</summary>
    public void StartBlock()
    {
        if (tensor.RowSize < 0)
        {
            RowSize = -1;
        }
    }

    /// <summary>Whether a row of <paramref name="length"/> elements belongs to the block.</summary>
    protected bool Accept(int length)
    {
        if (tensor.DimsOf(length) is null)
        {
            string expected = tensor.RowSize >= 0 ? $"{tensor.RowSize} values a row" : "values that fill the tensor's open size";
            throw new FluentTransformException($"Input column {tensor}", expected, $"a row of {length} values");
        }

        if (RowSize < 0)
        {
            RowSize = length;
        }

        return RowSize == length;
    }

    /// <summary>The tensor's shape, made anew only where the number of rows or their length changes.</summary>
    protected long[] Shape(int rows)
    {
        if (shapeRows != rows || shapeRowSize != RowSize)
        {
            shape = tensor.Shape(rows, tensor.DimsOf(RowSize)!);
            (shapeRows, shapeRowSize) = (rows, RowSize);
        }

        return shape!;
    }
}

/// <summary>Gathers items of one type: a scalar column gives one, a vector column a row of them, sparse or dense.</summary>
internal abstract class InputBuffer<TItem>(TensorColumn tensor) : InputBuffer(tensor)
{
    private ValueGetter<TItem>? scalar;
    private ValueGetter<VBuffer<TItem>>? vector;
    private readonly TItem[] item = new TItem[1];
    private VBuffer<TItem> values;
    private TItem[] dense = [];

    public override void Connect(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
        {
            vector = row.GetGetter<VBuffer<TItem>>(column);
        }
        else
        {
            scalar = row.GetGetter<TItem>(column);
        }
    }

    public override bool Fetch(int slot)
    {
        if (vector is null)
        {
            scalar!(ref item[0]);
            return Keep(slot, item);
        }

        vector(ref values);
        return values.IsDense ? Keep(slot, values.GetValues()) : KeepSparse(slot);
    }

    /// <summary>Puts a row's items into their slot.</summary>
    protected abstract void Store(int slot, ReadOnlySpan<TItem> items);

    private bool Keep(int slot, ReadOnlySpan<TItem> items)
    {
        // For most rows nothing else is computed, and nothing allocated.
        if (items.Length != RowSize && !Accept(items.Length))
        {
            return false;
        }

        Store(slot, items);
        return true;
    }

    private bool KeepSparse(int slot)
    {
        if (dense.Length != values.Length)
        {
            dense = new TItem[values.Length];
        }

        values.CopyTo(dense);
        return Keep(slot, dense);
    }
}
