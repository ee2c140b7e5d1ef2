using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>The columns of a view that a model trains on.</summary>
internal sealed class TrainingColumns
{
    private readonly string[] outputs;
    private readonly int inputs;

    /// <summary>Finds them in a schema.</summary>
    /// <param name="model">The model.</param>
    /// <param name="bound">The inputs, found and checked as for scoring.</param>
    /// <param name="labels">From the name of an output to the column of its truth.</param>
    /// <param name="weight">The column of the rows' weights, where there is one.</param>
    /// <exception cref="FluentTransformException">A column is missing, or holds no numbers.</exception>
    public TrainingColumns(Model model, BoundColumns bound, IReadOnlyDictionary<string, string> labels, string? weight)
    {
        inputs = bound.Inputs.Count;
        outputs = [.. labels.Keys];
        List<TrainingColumn> all = [];
        foreach (string name in model.InputNames)
        {
            int at = bound.Inputs.Select(input => input.Tensor.Name).ToList().IndexOf(name);
            all.Add(new(bound.InputColumns[at], bound.Inputs[at].Tensor.ClrType!, bound.Inputs[at].RowDims, IsTruth: false));
        }

        foreach ((string output, string column) in labels)
        {
            TrainingColumn truth = TrainingColumn.Find(bound.Input, "Label column", column, isTruth: true);
            int at = IndexOf(model, output);
            int[] dims = RowDims(model.Outputs[at]);
            int? size = Array.TrueForAll(dims, d => d > 0) ? dims.Aggregate(1, (a, b) => a * b) : null;
            int? given = truth.Column.Type is not VectorDataViewType vector ? 1 : vector.IsKnownSize ? vector.Size : null;
            if (size is not null && given is not null && size != given && model.Plan!.Losses[at] is { IsSparse: false })
            {
                throw new FluentTransformException(
                    $"Label column '{column}'",
                    $"{(size == 1 ? "one number" : $"{size} numbers")} a row, as output '{output}' of model '{model.Name}' has",
                    $"{truth.Column.Type}");
            }

            all.Add(size == given && truth.Column.Type is VectorDataViewType ? truth with { RowDims = dims } : truth);
        }

        if (weight is not null)
        {
            TrainingColumn weights = TrainingColumn.Find(bound.Input, "Weight column", weight, isTruth: false);
            all.Add(weights.Column.Type is VectorDataViewType
                ? throw new FluentTransformException($"Weight column '{weight}'", "one number a row", $"{weights.Column.Type}")
                : weights);
        }

        All = all;
    }

    /// <summary>Inputs in the model's order, truths, weights.</summary>
    public IReadOnlyList<TrainingColumn> All { get; }

    /// <summary>Rows of all columns as a batch.</summary>
    public Batch ToBatch(Data[] stacked)
    {
        Dictionary<string, Data> truth = [];
        for (int i = 0; i < outputs.Length; i++)
        {
            truth[outputs[i]] = stacked[inputs + i];
        }

        return new(
            Data.Create(stacked.AsSpan(0, inputs)),
            outputs.Length > 0 ? Data.FromDictionary(truth) : null,
            stacked.Length > inputs + outputs.Length ? stacked[^1] : null);
    }

    private static int IndexOf(Model model, string output) => model.OutputNames.ToList().IndexOf(output) is var at and >= 0
        ? at
        : throw new FluentTransformException(
            "TrainFluentModel", $"labels of the model's outputs: {string.Join(", ", model.OutputNames)}", $"'{output}'");

    private static int[] RowDims(Tensor output) => [.. output.Shape.Skip(1).Select(dim => (int)(dim.Size ?? -1))];
}
