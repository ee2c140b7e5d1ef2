using OnnxEmit;

namespace Fluent;

/// <summary>l2 · Σ x².</summary>
/// <param name="factor">The factor, 0 or more.</param>
public sealed partial class L2([ConfigName("l2")] float factor = 0.01f) : Regularizer
{
    /// <inheritdoc/>
    protected internal override Value Lower(Value x) => Op.ReduceSum(x * x, keepdims: false) * Factor;
}
