using OnnxEmit;

namespace Fluent;

/// <summary>How often the class of a one-hot truth is among the k of the highest scores.</summary>
/// <param name="k">How many, 1 or more.</param>
/// <param name="name">Its name in logs and history.</param>
public sealed partial class TopKCategoricalAccuracy(int k = 5, string name = "top_k_categorical_accuracy") : AccuracyMetric(name)
{
    /// <inheritdoc/>
    protected override Value Values(Value yTrue, Value yPred) => IsAmong(Best(yTrue), yPred, K);
}
