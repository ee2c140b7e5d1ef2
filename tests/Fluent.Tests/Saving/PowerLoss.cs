using OnnxEmit;

namespace Fluent.Tests.Saving;

/// <summary>A loss as a user writes one.</summary>
/// <param name="power">The power of the error.</param>
/// <param name="reduction">What becomes of the samples' values.</param>
/// <param name="name">Its name.</param>
public sealed partial class PowerLoss(
    float power = 4, LossReduction reduction = LossReduction.SumOverBatchSize, string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    protected internal override Value Lower(Value yTrue, Value yPred) =>
        Op.ReduceMean(Op.Pow(Op.Abs(yTrue - yPred), Value.Scalar(Power, yPred)), Value.Constant(new long[] { -1 }), keepdims: false);
}
