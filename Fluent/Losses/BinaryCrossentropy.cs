using OnnxEmit;

namespace Fluent;

/// <summary>The cross-entropy of labels of 0 or 1, each for itself: the mean of −y·ln p − (1 − y)·ln(1 − p) over an axis.</summary>
/// <remarks>Probabilities that come straight from a sigmoid are replaced by their logits, which is exact and stable.</remarks>
/// <param name="fromLogits">Whether predictions are logits rather than probabilities.</param>
/// <param name="labelSmoothing">How far labels move towards ½, from 0 to 1.</param>
/// <param name="axis">The axis of the mean; negative counts from the end.</param>
/// <param name="reduction">What becomes of the samples' values.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
[KerasAlias("bce", "BCE")]
public sealed partial class BinaryCrossentropy(
    bool fromLogits = false, float labelSmoothing = 0, int axis = -1, LossReduction reduction = LossReduction.SumOverBatchSize,
    string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    protected internal override Value Lower(Value yTrue, Value yPred)
    {
        Value y = LabelSmoothing == 0 ? yTrue : (yTrue * (1 - LabelSmoothing)) + (0.5 * LabelSmoothing);
        Value each = (CrossEntropy.SigmoidLogits(yPred) ?? (FromLogits ? yPred : null)) is { } x
            ? Op.Softplus(x) - (x * y)                 // −y·ln σ(x) − (1 − y)·ln σ(−x)
            : OfProbabilities(y, CrossEntropy.Clip(yPred));
        return Op.ReduceMean(each, Value.Constant([Axis]), keepdims: false);
    }

    private static Value OfProbabilities(Value y, Value p) => -((y * Op.Log(p)) + ((1 - y) * Op.Log(1 - p)));
}
