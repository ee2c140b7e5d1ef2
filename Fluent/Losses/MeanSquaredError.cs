using OnnxEmit;

namespace Fluent;

/// <summary>The mean of (true − given)² over the last axis.</summary>
/// <param name="reduction">What becomes of the samples' values.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
[KerasAlias("mse", "MSE")]
public sealed partial class MeanSquaredError(LossReduction reduction = LossReduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    protected internal override Value Lower(Value yTrue, Value yPred)
    {
        Value error = yPred - yTrue;
        return Op.ReduceMean(error * error, Value.Constant([-1L]), keepdims: false);
    }
}
