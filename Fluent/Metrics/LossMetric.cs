using OnnxEmit;

namespace Fluent;

/// <summary>A metric that is the mean of a loss over samples.</summary>
/// <param name="name">Its name in logs and history; made from its class when null.</param>
/// <param name="loss">The loss; its reduction does not matter.</param>
public abstract class LossMetric(string? name, Loss loss) : MeanMetric(name)
{
    /// <inheritdoc/>
    protected internal override bool? HigherIsBetter => false;

    /// <inheritdoc/>
    protected override Value Values(Value yTrue, Value yPred) => loss.Values(yTrue, yPred);
}
