using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>
/// The cross entropy between softmax of the scores along the classes and each sample's class: minus its log-probability, weighted by class.
/// </summary>
/// <param name="scores">The logits (N, C, d…), C the classes; a float type.</param>
/// <param name="labels">The class of each sample (N, d…), from 0 to below C; Int64 or Int32.</param>
/// <param name="weights">A weight for each class (C); 1 when omitted.</param>
/// <param name="ignoreIndex">A class, there or not, whose samples have loss 0 and do not count in the mean; none when omitted.</param>
/// <param name="reduction">
/// <c>none</c>: one loss each, (N, d…). <c>sum</c>: their sum. <c>mean</c>: their sum divided by that of the samples' weights.
/// </param>
/// <param name="outputs">1, or 2 with the log-probabilities, of the scores' shape.</param>
[OnnxOperator(since: 12, BFloat16 = 13)]
public sealed partial class SoftmaxCrossEntropyLoss(
    Value scores, Value labels, Value? weights = null, long? ignoreIndex = null, string reduction = "mean", int outputs = 1)
    : Operator(scores, labels, weights)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType() => ClassLoss.InferType(this, Scores, Labels, Weights, reduction);

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes() => outputs switch
    {
        1 => [InferType()],
        2 => [InferType(), Scores.TensorType],
        _ => throw new OperatorException(this, "one output or two", $"{outputs}"),
    };

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        Value logProb = LogProbabilities();
        Value loss = Op.NegativeLogLikelihoodLoss(logProb, Labels, Weights, ignoreIndex, reduction);
        return outputs == 1 ? [loss] : [loss, logProb];
    }

    // Along the last axis LogSoftmax is several times faster: two transpositions are worth it.
    private Value LogProbabilities()
    {
        if (Scores.Rank == 2)
            return Op.LogSoftmax(Scores, 1);
        long[] rest = [.. Enumerable.Range(2, Scores.Rank - 2).Select(axis => (long)axis)];
        Value logProb = Op.LogSoftmax(Op.Transpose(Scores, [0, .. rest, 1]), -1);
        return Op.Transpose(logProb, [0, Scores.Rank - 1, .. rest.Select(axis => axis - 1)]);
    }
}
