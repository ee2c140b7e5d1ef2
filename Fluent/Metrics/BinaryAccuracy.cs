using OnnxEmit;

namespace Fluent;

/// <summary>How often a probability beyond the threshold agrees with a label of 0 or 1.</summary>
/// <param name="name">Its name in logs and history.</param>
/// <param name="threshold">What counts as 1, from 0 to 1.</param>
public sealed partial class BinaryAccuracy(string name = "binary_accuracy", float threshold = 0.5f) : AccuracyMetric(name)
{
    /// <inheritdoc/>
    protected override Value Values(Value yTrue, Value yPred)
    {
        ArgumentNullException.ThrowIfNull(yTrue);
        ArgumentNullException.ThrowIfNull(yPred);
        yTrue = LossShapes.ToRankOf(yTrue.Cast(yPred.ElementType), yPred);
        Value decided = Op.Greater(yPred, Value.Scalar(Threshold, yPred)).Cast(yPred.ElementType);
        return Op.Equal(yTrue, decided);
    }
}
