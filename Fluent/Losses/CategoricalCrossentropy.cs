using OnnxEmit;

namespace Fluent;

/// <summary>The cross-entropy of a distribution over classes, such as a one-hot row: −Σ y·ln p over the classes.</summary>
/// <remarks>
/// Probabilities are made to sum to 1. Those that come straight from a softmax are replaced by their logits, which is exact and stable.
/// </remarks>
/// <param name="fromLogits">Whether predictions are logits rather than probabilities.</param>
/// <param name="labelSmoothing">How much of the truth is spread evenly over the classes, from 0 to 1.</param>
/// <param name="axis">The axis of the classes; negative counts from the end.</param>
/// <param name="reduction">What becomes of the samples' values.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class CategoricalCrossentropy(
    bool fromLogits = false, float labelSmoothing = 0, int axis = -1, LossReduction reduction = LossReduction.SumOverBatchSize,
    string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    protected internal override Value Lower(Value yTrue, Value yPred)
    {
        Value y = LabelSmoothing == 0 ? yTrue : Smoothed(yTrue);
        Value logs = (CrossEntropy.SoftmaxLogits(yPred, Axis) ?? (FromLogits ? yPred : null)) is { } x
            ? Op.LogSoftmax(x, Axis)
            : Op.Log(CrossEntropy.Clip(yPred / yPred.ReduceSum([Axis], keepdims: true)));
        return -(y * logs).ReduceSum([Axis]);
    }

    // Keras counts the classes along the last axis, whichever axis is summed.
    private Value Smoothed(Value y) => y.Shape[^1].Size is { } classes
        ? (y * (1 - LabelSmoothing)) + (LabelSmoothing / classes)
        : (y * (1 - LabelSmoothing)) + (LabelSmoothing / Op.Gather(Op.Shape(y), Value.Constant(-1)).Cast(y.ElementType));
}
