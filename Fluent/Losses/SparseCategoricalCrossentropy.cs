using OnnxEmit;

namespace Fluent;

/// <summary>The cross-entropy of the true class, given as a number: −ln p of that class.</summary>
/// <remarks>
/// The truth has the shape of the predictions without the axis of the classes; a trailing axis of length 1 is left out. Probabilities that
/// come straight
/// from a softmax are replaced by their logits, which is exact and stable. A label beyond the classes is an error, never another class.
/// </remarks>
/// <param name="fromLogits">Whether predictions are logits rather than probabilities.</param>
/// <param name="ignoreClass">The label of samples that do not count; none when omitted.</param>
/// <param name="axis">The axis of the classes; negative counts from the end.</param>
/// <param name="reduction">What becomes of the samples' values.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class SparseCategoricalCrossentropy(
    bool fromLogits = false, int? ignoreClass = null, int axis = -1, LossReduction reduction = LossReduction.SumOverBatchSize,
    string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    protected internal override bool IsSparse => true;

    /// <inheritdoc/>
    protected internal override int? IgnoredClass => IgnoreClass;

    internal override long? Classes(Shape predictions)
    {
        int at = Axis < 0 ? Axis + predictions.Rank : Axis;
        return at >= 0 && at < predictions.Rank ? predictions[at].Size : null;
    }

    /// <inheritdoc/>
    protected internal override Value? Valid(Value yTrue)
    {
        if (IgnoreClass is not { } ignored)
            return null;
        Value labels = yTrue.Cast(ElementType.Int64);
        return Op.Not(Op.Equal(labels, Value.Scalar(ignored, labels)));
    }

    /// <inheritdoc/>
    protected internal override Value Lower(Value yTrue, Value yPred)
    {
        ArgumentNullException.ThrowIfNull(yPred);
        Value labels = LossShapes.ToLabels(yTrue, yPred).Cast(ElementType.Int64);
        if (labels.Rank != yPred.Rank - 1)
        {
            throw new FluentException(
                $"Loss '{Name}'", $"labels of rank {yPred.Rank - 1} for predictions {yPred.TensorType}", $"{yTrue.TensorType}");
        }

        Value? valid = Valid(labels);
        if (valid is not null)
            labels = Op.Where(valid, labels, Value.Scalar(0, labels));

        Value values = Of(labels, yPred);
        return valid is null ? values : Op.Where(valid, values, Value.Scalar(0, values));
    }

    private Value Of(Value labels, Value yPred)
    {
        if ((CrossEntropy.SoftmaxLogits(yPred, Axis) ?? (FromLogits ? yPred : null)) is { } x)
            return -Pick(Op.LogSoftmax(x, Axis), labels);
        Value p = CrossEntropy.Clip(yPred);            // not made to sum to 1 before, as in CategoricalCrossentropy, but after
        return Op.Log(p.ReduceSum([Axis])) - Op.Log(Pick(p, labels));
    }

    // GatherElements rather than OneHot: ONNX Runtime refuses an index beyond the classes, where OneHot gives a row of zeros.
    private Value Pick(Value x, Value labels)
    {
        long at = CrossEntropy.Place(Axis, x);
        return Op.GatherElements(x, labels.Unsqueeze(at), at).Squeeze(at);
    }
}
