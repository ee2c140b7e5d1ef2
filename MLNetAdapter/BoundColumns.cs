using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>A <see cref="ColumnMapping"/> found in a schema: which columns are read, and the schema that comes out.</summary>
internal sealed class BoundColumns
{
    public BoundColumns(ColumnMapping mapping, DataViewSchema input)
    {
        Mapping = mapping;
        Input = input;
        InputColumns = [.. mapping.Inputs.Select(tensor => Column(tensor, input))];
        Inputs = [.. mapping.Inputs.Zip(InputColumns, (tensor, column) => tensor.Resolve(column.Type))];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        foreach (TensorColumn output in mapping.Outputs)
        {
            builder.AddColumn(output.Column, output.OutputType);
        }

        Output = builder.ToSchema();
    }

    public ColumnMapping Mapping { get; }

    public DataViewSchema Input { get; }

    /// <summary>The input's columns, and ours behind them; an equal name hides the input's.</summary>
    public DataViewSchema Output { get; }

    /// <summary>The column of each input tensor.</summary>
    public IReadOnlyList<DataViewSchema.Column> InputColumns { get; }

    /// <summary>The input tensors, with sizes that the columns tell.</summary>
    public IReadOnlyList<TensorColumn> Inputs { get; }

    /// <summary>Readers of the input columns.</summary>
    public InputReader[] Readers(DataViewRow row) =>
        [.. Inputs.Zip(InputColumns, (tensor, column) => tensor.Kind.Reader(tensor, row, column))];

    /// <summary>Which of the output schema's columns are asked for.</summary>
    public bool[] Active(IEnumerable<DataViewSchema.Column> columns)
    {
        var active = new bool[Output.Count];
        foreach (DataViewSchema.Column column in columns)
        {
            if (column.Index >= active.Length || Output[column.Index].Name != column.Name)
            {
                throw new FluentTransformException("A cursor", "columns of its own schema", $"'{column.Name}'");
            }

            active[column.Index] = true;
        }

        return active;
    }

    /// <summary>Which of the model's outputs are asked for.</summary>
    public bool[] ActiveOutputs(bool[] active) => active[Input.Count..];

    /// <summary>Throws unless the column is there and has the tensor's item type and size.</summary>
    public static void Check(TensorColumn tensor, string? received, bool isItem, int? size)
    {
        if (!isItem || (size is { } length && tensor.DimsOf(length) is null && tensor.RowDims.Count(d => d < 0) < 2))
        {
            string count = tensor.RowSize < 0 ? "a vector" : tensor.RowSize == 1 ? "one value" : $"{tensor.RowSize} values";
            throw new FluentTransformException($"Input column {tensor}", $"{count} of {tensor.Kind.Item} a row", $"{received}");
        }
    }

    /// <summary>The error for a column that is not there.</summary>
    public static FluentTransformException Missing(TensorColumn tensor, IEnumerable<string> available) => new(
        $"Input column {tensor}", "to be among the columns", string.Join(", ", available.Distinct().Select(name => $"'{name}'")));

    private static DataViewSchema.Column Column(TensorColumn tensor, DataViewSchema schema)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(tensor.Column) ?? throw Missing(tensor, schema.Select(c => c.Name));
        var vector = column.Type as VectorDataViewType;
        DataViewType item = vector?.ItemType ?? column.Type;
        int? size = vector is null ? 1 : vector.IsKnownSize ? vector.Size : null;
        Check(tensor, column.Type.ToString(), item.RawType == tensor.Kind.Item.RawType, size);
        return column;
    }
}
