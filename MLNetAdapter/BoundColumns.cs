using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNetAdapter;

/// <summary>A <see cref="ColumnMapping"/> found in a schema: which columns are read, and the schema that comes out.</summary>
internal sealed class BoundColumns
{
    public BoundColumns(ColumnMapping mapping, DataViewSchema input)
    {
        Mapping = mapping;
        Input = input;
        InputColumns = [.. mapping.Inputs.Select(tensor => Column(tensor, input))];
        Inputs = [.. mapping.Inputs.Zip(InputColumns, (tensor, column) => tensor.Resolve(column.Type, mapping.Images))];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        AddColumns(mapping, builder);
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

    /// <summary>Which of the model's outputs are asked for, or are needed for a column that is.</summary>
    public bool[] ActiveOutputs(bool[] active)
    {
        bool[] outputs = active[Input.Count..(Input.Count + Mapping.Outputs.Count)];
        if (Mapping.Classes is { } classes)
        {
            outputs[classes.Score] |= active.AsSpan(Input.Count + outputs.Length).Contains(true);
        }

        return outputs;
    }

    /// <summary>Adds the columns of the model to a schema.</summary>
    public static void AddColumns(ColumnMapping mapping, DataViewSchema.Builder builder)
    {
        for (int i = 0; i < mapping.Outputs.Count; i++)
        {
            TensorColumn output = mapping.Outputs[i];
            bool isScore = mapping.Classes?.Score == i;
            builder.AddColumn(output.Column, output.OutputType, isScore ? mapping.Classes!.Annotations(output.OutputType, isScore) : null);
        }

        foreach ((string name, DataViewType type) in mapping.Classes?.Columns ?? [])
        {
            builder.AddColumn(name, type, mapping.Classes!.Annotations(type, isScore: false));
        }
    }

    /// <summary>A getter of one of the model's columns at the row of <paramref name="place"/>.</summary>
    public Delegate Getter(RowPlace place, DataViewSchema.Column column)
    {
        int number = column.Index - Input.Count, outputs = Mapping.Outputs.Count;
        return number < outputs ? Getter(number) : Mapping.Classes!.Getter(
            number - outputs, (ValueGetter<VBuffer<float>>)Getter(Mapping.Classes.Score));

        Delegate Getter(int output) => Mapping.Outputs[output].Kind.Getter(place, output, Mapping.Outputs[output].IsScalar);
    }

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
        if (column.Type is ImageDataViewType)
        {
            return column;
        }

        var vector = column.Type as VectorDataViewType;
        DataViewType item = vector?.ItemType ?? column.Type;
        int? size = vector is null ? 1 : vector.IsKnownSize ? vector.Size : null;
        Check(tensor, column.Type.ToString(), item.RawType == tensor.Kind.Item.RawType, size);
        return column;
    }
}
