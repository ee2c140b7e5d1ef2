using OnnxEmit;

namespace Fluent;

/// <summary>How often the class of the highest score is the true one, given as a number.</summary>
/// <param name="name">Its name in logs and history.</param>
public sealed partial class SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy") : AccuracyMetric(name)
{
    /// <inheritdoc/>
    protected override Value Values(Value yTrue, Value yPred) => Op.Equal(Labels(yTrue, yPred), Best(yPred));
}
