using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>Reads the column of one input of the model, row by row, for the blocks that rows are gathered in.</summary>
internal abstract class InputReader(TensorColumn tensor, DataViewRow row)
{
    public TensorColumn Tensor => tensor;

    /// <summary>How many elements the row read last has.</summary>
    public int Length { get; private set; } = tensor.RowSize;

    /// <summary>The sizes of the row read last.</summary>
    public int[] Dims { get; private set; } = tensor.RowDims;

    /// <summary>Reads the current row.</summary>
    /// <exception cref="FluentTransformException">It has a length that the tensor cannot have.</exception>
    public abstract void Read();

    protected void Take(int length)
    {
        // For most rows nothing is computed, and nothing allocated.
        if (length == Length)
        {
            return;
        }

        string expected = tensor.RowSize >= 0 ? $"{tensor.RowSize} values a row" : "values that fill the tensor's open size";
        Take(tensor.DimsOf(length) ?? throw Wrong(expected, $"{length} values"));
    }

    protected void Take(int[] dims) => (Dims, Length) = (dims, dims.Aggregate(1, (a, b) => checked(a * b)));

    /// <summary>The error for what the current row has.</summary>
    protected FluentTransformException Wrong(string expected, string received) =>
        new($"Input column {tensor}", expected, $"{received} in row {row.Position}");
}

/// <summary>Reads items of one type.</summary>
internal abstract class InputReader<TItem>(TensorColumn tensor, DataViewRow row) : InputReader(tensor, row)
{
    /// <summary>The items of the row read last.</summary>
    public abstract ReadOnlySpan<TItem> Items { get; }

    /// <summary>
    /// Has the rows to come read into memory as long as the row read last; whether one was, its items' own place tells. A column may give
    /// other memory in exchange, and then keeps this.
    /// </summary>
    /// <returns>Whether there is a column that can.</returns>
    public virtual bool TryReadInto(TItem[] memory) => false;
}
