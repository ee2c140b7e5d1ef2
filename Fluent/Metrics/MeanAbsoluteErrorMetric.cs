namespace Fluent;

/// <summary>The mean of |true − given|.</summary>
/// <param name="name">Its name in logs and history.</param>
[KerasName("MeanAbsoluteError")]
[KerasAlias("mae", "MAE")]
public sealed partial class MeanAbsoluteErrorMetric(string name = "mean_absolute_error")
    : LossMetric(name, new MeanAbsoluteError());
