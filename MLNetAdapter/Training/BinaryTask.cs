using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>
/// Yes or no, by crossentropy: the logit as score, the probability that follows from it, and whether that is above one half.
/// </summary>
internal sealed class BinaryTask : NetworkTask
{
    public override Loss Loss => new BinaryCrossentropy(fromLogits: true);

    public override Metric[] Metrics => [];

    public override string[] Columns => ["Score", "Probability", "PredictedLabel"];

    public override Tensor Head(Tensor hidden, DataViewSchema.Column label) => label.Type is BooleanDataViewType
        ? hidden.Dense(1, name: "Score")
        : throw WrongLabel(label.Name, "a boolean a row", label.Type);

    public override Tensor[] Outputs(Tensor head) => [head, head.Activation(Activations.Sigmoid, name: "Probability"), head > 0f];

    public override FluentOptions Scoring(FluentOptions options, string label) => options with { ScalarOutputs = true };

    public override void AddColumns(DataViewSchema.Builder schema, SchemaShape.Column label)
    {
        schema.AddColumn("Score", NumberDataViewType.Single);
        schema.AddColumn("Probability", NumberDataViewType.Single);
        schema.AddColumn("PredictedLabel", BooleanDataViewType.Instance);
    }
}
