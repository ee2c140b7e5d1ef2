namespace Fluent;

/// <summary>The mean of (true − given)².</summary>
/// <param name="name">Its name in logs and history.</param>
[KerasName("MeanSquaredError")]
[KerasAlias("mse", "MSE")]
public sealed partial class MeanSquaredErrorMetric(string name = "mean_squared_error")
    : LossMetric(name, new MeanSquaredError());
