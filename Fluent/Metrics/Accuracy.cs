using OnnxEmit;

namespace Fluent;

/// <summary>How often predictions equal the truth, value by value.</summary>
/// <remarks>The name <c>"accuracy"</c> means binary, sparse or categorical accuracy instead, by the shapes.</remarks>
/// <param name="name">Its name in logs and history.</param>
public sealed partial class Accuracy(string name = "accuracy") : AccuracyMetric(name)
{
    /// <inheritdoc/>
    protected override Value Values(Value yTrue, Value yPred)
    {
        ArgumentNullException.ThrowIfNull(yPred);
        return Op.Equal(LossShapes.ToRankOf(yTrue.Cast(yPred.ElementType), yPred), yPred);
    }
}
