using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>A network that was trained on one column of features, as ML.NET's evaluators and feature importance take it.</summary>
public sealed class FluentPredictionTransformer : FluentModelTransformer, ISingleFeaturePredictionTransformer<Model>
{
    internal FluentPredictionTransformer(Model model, FluentTransformer scoring, DataViewSchema.Column features)
        : base(model, scoring) => (FeatureColumnName, FeatureColumnType) = (features.Name, features.Type);

    /// <summary>The column that it was trained on.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of that column: a vector of single-precision numbers.</summary>
    public DataViewType FeatureColumnType { get; }
}
