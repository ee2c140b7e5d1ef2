using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Minus the log-probability of each sample's class, weighted by class.</summary>
/// <param name="input">The log-probabilities (N, C, d…), C the classes; a float type.</param>
/// <param name="target">The class of each sample (N, d…), from 0 to below C; Int64 or Int32.</param>
/// <param name="weight">A weight for each class (C); 1 when omitted.</param>
/// <param name="ignoreIndex">A class, there or not, whose samples have loss 0 and do not count in the mean; none when omitted.</param>
/// <param name="reduction">
/// <c>none</c>: one loss each, (N, d…). <c>sum</c>: their sum. <c>mean</c>: their sum divided by that of the samples' weights.
/// </param>
[OnnxOperator(since: 12, BFloat16 = 22)]
public sealed partial class NegativeLogLikelihoodLoss(
    Value input, Value target, Value? weight = null, long? ignoreIndex = null, string reduction = "mean") : Operator(input, target, weight)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType() => ClassLoss.InferType(this, Input, Target, Weight, reduction);

    // Ignored samples are taken for class 0, so that there is an element to pick, and leave again.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        Value? ignored = ignoreIndex is { } number ? Op.Equal(Target, Value.Scalar(number, Target)) : null;
        Value classes = ignored is null ? Target : Op.Where(ignored, Value.Scalar(0, Target), Target);
        Value losses = Op.Neg(Op.GatherElements(Input, classes.Unsqueeze(1), 1).Squeeze(1));
        Value? weights = Weight is null ? null : Op.Gather(Weight, classes);
        losses = Counted(weights is null ? losses : losses * weights);
        return
        [
            reduction == "none" ? losses
            : reduction == "sum" ? Op.ReduceSum(losses, keepdims: false)
            : weights is null && ignored is null ? Op.ReduceMean(losses, keepdims: false)
            : Op.ReduceSum(losses, keepdims: false) / Op.ReduceSum(Counted(weights ?? Value.Scalar(1, Input)), keepdims: false),
        ];

        Value Counted(Value samples) => ignored is null ? samples : Op.Where(ignored, Value.Scalar(0, Input), samples);
    }
}
