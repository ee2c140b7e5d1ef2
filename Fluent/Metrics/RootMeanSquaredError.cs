namespace Fluent;

/// <summary>The square root of the mean of (true − given)² over all samples.</summary>
/// <param name="name">Its name in logs and history.</param>
public sealed partial class RootMeanSquaredError(string name = "root_mean_squared_error") : LossMetric(name, new MeanSquaredError())
{
    /// <inheritdoc/>
    protected internal override double Result(IReadOnlyList<double[]> sums) => Math.Sqrt(base.Result(sums));
}
