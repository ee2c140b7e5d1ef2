using OnnxEmit;

namespace Fluent;

/// <summary>A metric that is the share of samples that are right.</summary>
/// <param name="name">Its name in logs and history; made from its class when null.</param>
public abstract class AccuracyMetric(string? name) : MeanMetric(name)
{
    /// <inheritdoc/>
    protected internal override bool? HigherIsBetter => true;

    /// <summary>The place of the greatest element of the last axis.</summary>
    internal static Value Best(Value x) => Op.ArgMax(x, axis: -1, keepdims: false);

    /// <summary>Labels as whole numbers, without a trailing axis of length 1 that predictions have classes on.</summary>
    internal static Value Labels(Value yTrue, Value yPred) => LossShapes.ToLabels(yTrue, yPred).Cast(ElementType.Int64);

    /// <summary>
    /// Whether fewer than k classes score higher than the true one: all that tie for the last place are among the k, as in TensorFlow.
    /// </summary>
    /// <param name="labels">The true classes, of the predictions' shape without its last axis.</param>
    /// <param name="yPred">Scores, the classes last.</param>
    /// <param name="k">How many may be best.</param>
    internal static Value IsAmong(Value labels, Value yPred, int k)
    {
        Value score = Op.GatherElements(yPred, labels.Unsqueeze(-1), -1);
        Value higher = Op.Greater(yPred, score).Cast(yPred.ElementType).ReduceSum([-1]);
        return Op.Less(higher, Value.Scalar(k, higher));
    }
}
