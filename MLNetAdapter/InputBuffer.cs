using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>Gathers one input column of a block's rows into the memory of a tensor.</summary>
internal abstract class InputBuffer(TensorColumn tensor)
{
    private long[]? shape;
    private int shapeRows = -1;

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
            shapeRows = -1;
        }
    }

    /// <summary>Whether a row of <paramref name="length"/> elements belongs to the block.</summary>
    protected bool Accept(int length)
    {
        if (length == RowSize)
        {
            return true;                               // nothing is computed, and nothing allocated, for each row
        }

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
        if (shapeRows != rows)
        {
            shape = tensor.Shape(rows, tensor.DimsOf(RowSize)!);
            shapeRows = rows;
        }

        return shape!;
    }
}

/// <summary>Gathers items of one type: a scalar column gives one, a vector column a row of them, sparse or dense.</summary>
internal abstract class InputBuffer<TItem>(TensorColumn tensor) : InputBuffer(tensor)
{
    private ValueGetter<TItem>? scalar;
    private ValueGetter<VBuffer<TItem>>? vector;
    private VBuffer<TItem> values;

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
        if (scalar is not null)
        {
            return Accept(1) && One(slot);
        }

        vector!(ref values);
        if (!Accept(values.Length))
        {
            return false;
        }

        values.CopyTo(Slot(slot));
        Stored(slot);
        return true;
    }

    /// <summary>Where the items of a row go.</summary>
    protected abstract Span<TItem> Slot(int slot);

    /// <summary>Called when a row's items are there.</summary>
    protected virtual void Stored(int slot)
    {
    }

    private bool One(int slot)
    {
        scalar!(ref Slot(slot)[0]);
        Stored(slot);
        return true;
    }
}
