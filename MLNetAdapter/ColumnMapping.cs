using Fluent;

namespace MLNetAdapter;

/// <summary>Which column is read into which input of the model, and which output becomes which column.</summary>
internal sealed class ColumnMapping
{
    private ColumnMapping(
        IReadOnlyList<TensorColumn> inputs, IReadOnlyList<TensorColumn> outputs, IReadOnlyDictionary<string, int[]>? shapes)
    {
        Inputs = inputs;
        Outputs = outputs;
        Shapes = shapes ?? new Dictionary<string, int[]>();
    }

    public IReadOnlyList<TensorColumn> Inputs { get; }

    public IReadOnlyList<TensorColumn> Outputs { get; }

    /// <summary>The columns that follow from scores of classes, or <c>null</c> for none.</summary>
    public ClassColumns? Classes { get; private init; }

    /// <summary>Sizes by tensor that replace what the model leaves open.</summary>
    public IReadOnlyDictionary<string, int[]> Shapes { get; }

    /// <summary>How images become tensors.</summary>
    public ImageOptions Images { get; private init; } = ImageOptions.Default;

    /// <summary>Whether several rows can be run at once.</summary>
    public bool IsBatch => Inputs.All(tensor => tensor.IsBatch) && Outputs.All(tensor => tensor.IsBatch);

    /// <summary>One input, one output; <c>null</c> names the column after the tensor.</summary>
    public static ColumnMapping Single(
        ModelSource model, string? output, string? input, IReadOnlyDictionary<string, int[]>? shapes = null)
    {
        if (model.Inputs.Count != 1 || model.Outputs.Count != 1)
        {
            throw new FluentTransformException(
                "ApplyFluentModel with one column each",
                "a model of one input and one output; map several by dictionaries from tensor to column",
                $"inputs {string.Join(", ", model.Inputs)}, outputs {string.Join(", ", model.Outputs)}");
        }

        (string x, string y) = (model.Inputs[0].Name, model.Outputs[0].Name);
        return Many(
            model, new Dictionary<string, string> { [y] = output ?? y }, new Dictionary<string, string> { [x] = input ?? x }, shapes);
    }

    /// <summary>
    /// Columns by tensor: an input without an entry is read from the column of its name; without output entries every output becomes one.
    /// </summary>
    public static ColumnMapping Many(
        ModelSource model,
        IReadOnlyDictionary<string, string>? outputs,
        IReadOnlyDictionary<string, string>? inputs,
        IReadOnlyDictionary<string, int[]>? shapes = null)
    {
        inputs ??= new Dictionary<string, string>();
        outputs ??= model.Outputs.ToDictionary(tensor => tensor.Name, tensor => tensor.Name);
        foreach (string name in inputs.Keys)
        {
            Find(model.Inputs, name, "inputs");
        }

        TensorColumn[] produced = [.. outputs.Select(pair => Create(Find(model.Outputs, pair.Key, "outputs"), pair.Value))];
        if (produced.Length == 0 || produced.Select(tensor => tensor.Column).Distinct().Count() < produced.Length)
        {
            string received = string.Join(", ", outputs.Select(pair => $"'{pair.Key}' to '{pair.Value}'"));
            throw new FluentTransformException(
                "ApplyFluentModel", "a column of its own for each output", received.Length > 0 ? received : "no output");
        }

        TensorColumn[] read = [.. model.Inputs.Select(tensor => Create(tensor, inputs.GetValueOrDefault(tensor.Name, tensor.Name)))];
        return new(read, produced, shapes);

        TensorColumn Create(TensorInfo tensor, string column) =>
            TensorColumn.Create(tensor, column, shapes?.GetValueOrDefault(tensor.Name));
    }

    /// <summary>The same as options want it: outputs of one value a row as scalars, images as theirs say.</summary>
    public ColumnMapping For(FluentOptions options) =>
        new(Inputs, options.ScalarOutputs ? [.. Outputs.Select(output => output.AsScalar())] : Outputs, Shapes)
        {
            Classes = Classes,
            Images = options.Images,
        };

    /// <summary>The same with the columns of classes.</summary>
    public ColumnMapping With(ClassColumns? classes) => new(Inputs, Outputs, Shapes) { Classes = classes, Images = Images };

    /// <summary>As <c>'Pixels' (tensor 'x' float[N, 4]) to 'Score' (tensor 'y' float[N, 3])</c>, for errors.</summary>
    public override string ToString() => $"{string.Join(", ", Inputs)} to {string.Join(", ", Outputs)}";

    private static TensorInfo Find(IReadOnlyList<TensorInfo> all, string name, string role) =>
        all.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw new FluentTransformException("ApplyFluentModel", $"{role} of the model: {string.Join(", ", all)}", $"'{name}'");
}
