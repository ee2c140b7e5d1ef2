using OnnxEmit;

namespace Fluent;

/// <summary>How often the class of the highest score is that of a one-hot truth.</summary>
/// <param name="name">Its name in logs and history.</param>
public sealed partial class CategoricalAccuracy(string name = "categorical_accuracy") : AccuracyMetric(name)
{
    /// <inheritdoc/>
    protected override Value Values(Value yTrue, Value yPred) => Op.Equal(Best(yTrue), Best(yPred));
}
