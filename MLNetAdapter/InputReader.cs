using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>Reads the column of one input of the model, row by row, for the blocks that rows are gathered in.</summary>
internal abstract class InputReader(TensorColumn tensor, DataViewRow row)
{
    private int rowSize = tensor.RowSize;

    public TensorColumn Tensor => tensor;

    /// <summary>How many elements the row read last has.</summary>
    public int Length { get; private set; }

    /// <summary>Reads the current row.</summary>
    /// <exception cref="FluentTransformException">It has a length that the tensor cannot have.</exception>
    public abstract void Read();

    protected void Take(int length)
    {
        // For most rows nothing is computed, and nothing allocated.
        if (length != rowSize)
        {
            Check(length);
        }

        Length = length;
    }

    private void Check(int length)
    {
        if (tensor.DimsOf(length) is null)
        {
            string expected = tensor.RowSize >= 0 ? $"{tensor.RowSize} values a row" : "values that fill the tensor's open size";
            throw new FluentTransformException($"Input column {tensor}", expected, $"{length} values in row {row.Position}");
        }

        rowSize = length;
    }
}

/// <summary>Reads items of one type: a scalar column gives one, a vector column a row of them, sparse or dense.</summary>
internal sealed class InputReader<TItem> : InputReader
{
    private readonly ValueGetter<TItem>? scalar;
    private readonly ValueGetter<VBuffer<TItem>>? vector;
    private readonly TItem[] item = new TItem[1];
    private VBuffer<TItem> values;
    private TItem[] dense = [];

    public InputReader(TensorColumn tensor, DataViewRow row, DataViewSchema.Column column)
        : base(tensor, row)
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

    /// <summary>The items of the row read last.</summary>
    public ReadOnlySpan<TItem> Items => vector is null ? item : values.IsDense ? values.GetValues() : dense.AsSpan(0, Length);

    public override void Read()
    {
        if (vector is null)
        {
            scalar!(ref item[0]);
            Take(1);
            return;
        }

        vector(ref values);
        Take(values.Length);
        if (!values.IsDense)
        {
            if (dense.Length < Length)
            {
                dense = new TItem[Length];
            }

            values.CopyTo(dense);
        }
    }
}
