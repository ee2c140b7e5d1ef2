using OnnxEmit;

namespace Fluent;

/// <summary>The square root of the mean of (true − given)² over all samples.</summary>
/// <param name="name">Its name in logs and history.</param>
public sealed partial class RootMeanSquaredError(string name = "root_mean_squared_error") : MeanMetric(name)
{
    /// <inheritdoc/>
    protected internal override bool? HigherIsBetter => false;

    // Number by number, as a row may be a single one with a weight of its own.
    /// <inheritdoc/>
    protected override Value Values(Value yTrue, Value yPred)
    {
        ArgumentNullException.ThrowIfNull(yTrue);
        ArgumentNullException.ThrowIfNull(yPred);
        (yTrue, yPred) = LossShapes.ToOneRank(yTrue.Cast(yPred.ElementType), yPred);
        Value error = yPred - yTrue;
        return error * error;
    }

    /// <inheritdoc/>
    protected internal override double Result(IReadOnlyList<double[]> sums) => Math.Sqrt(base.Result(sums));
}
