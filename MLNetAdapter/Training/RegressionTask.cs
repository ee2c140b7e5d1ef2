using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>One number a row, by its squared distance from the label.</summary>
internal sealed class RegressionTask : NetworkTask
{
    public override Loss Loss => new MeanSquaredError();

    public override Metric[] Metrics => ["mae"];

    public override string[] Columns => ["Score"];

    public override Tensor Head(Tensor hidden, DataViewSchema.Column label) => label.Type is NumberDataViewType
        ? hidden.Dense(1, name: "Score")
        : throw WrongLabel(label.Name, "a number a row", label.Type);

    public override Tensor[] Outputs(Tensor head) => [head];

    public override FluentOptions Scoring(FluentOptions options, string label) => options with { ScalarOutputs = true };

    public override void AddColumns(DataViewSchema.Builder schema, SchemaShape.Column label) =>
        schema.AddColumn("Score", NumberDataViewType.Single);
}
