using OnnxEmit;

namespace Fluent;

/// <summary>How often the true class, given as a number, is among the k of the highest scores.</summary>
/// <param name="k">How many, 1 or more.</param>
/// <param name="name">Its name in logs and history.</param>
/// <param name="fromSortedIds">Whether predictions are class numbers in order of their scores, best first, rather than scores.</param>
public sealed partial class SparseTopKCategoricalAccuracy(
    int k = 5, string name = "sparse_top_k_categorical_accuracy", bool fromSortedIds = false) : AccuracyMetric(name)
{
    /// <inheritdoc/>
    protected override Value Values(Value yTrue, Value yPred)
    {
        ArgumentNullException.ThrowIfNull(yPred);
        Value labels = Labels(yTrue, yPred);
        if (!FromSortedIds)
            return IsAmong(labels, yPred, K);
        Value best = Op.Slice(yPred, Value.Constant(0), Value.Constant(K), Value.Constant(-1)).Cast(ElementType.Int64);
        return Op.Greater(Op.Equal(best, labels.Unsqueeze(-1)).Cast(ElementType.Float).ReduceSum([-1]), Value.Constant(0f));
    }
}
