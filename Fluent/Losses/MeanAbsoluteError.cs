using OnnxEmit;

namespace Fluent;

/// <summary>The mean of |true − given| over the last axis.</summary>
/// <param name="reduction">What becomes of the samples' values.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
[KerasAlias("mae", "MAE")]
public sealed partial class MeanAbsoluteError(LossReduction reduction = LossReduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    protected internal override Value Lower(Value yTrue, Value yPred) =>
        Op.ReduceMean(Op.Abs(yPred - yTrue), Value.Constant([-1L]), keepdims: false);
}
