using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>One of several classes, by crossentropy: a probability for each, and the key of the most probable one.</summary>
internal sealed class MulticlassTask : NetworkTask
{
    public override Loss Loss => new SparseCategoricalCrossentropy(fromLogits: true);

    public override Metric[] Metrics => ["accuracy"];

    public override string[] Columns => ["Score"];

    public override Tensor Head(Tensor hidden, DataViewSchema.Column label) => label.Type is KeyDataViewType { Count: > 1 } key
        ? hidden.Dense(checked((int)key.Count))
        : throw WrongLabel(label.Name, "keys of 2 classes or more, as MapValueToKey makes them", label.Type);

    public override Tensor[] Outputs(Tensor head) => [head.Softmax(name: "Score")];

    public override FluentOptions Scoring(FluentOptions options, string label) =>
        options with { Classes = new() { LabelColumnName = label } };

    public override void AddColumns(DataViewSchema.Builder schema, SchemaShape.Column label)
    {
        // Which classes there are is not known yet; that there are names for them, is.
        schema.AddColumn("Score", new VectorDataViewType(NumberDataViewType.Single, 2));
        DataViewSchema.Annotations.Builder annotations = new();
        if (label.Annotations.FirstOrDefault(a => a.Name == KeyNames.KeyValues) is { ItemType: { } item })
        {
            KeyNames.Unknown(item).AddTo(annotations);
        }

        schema.AddColumn("PredictedLabel", new KeyDataViewType(typeof(uint), 2), annotations.ToAnnotations());
    }
}
