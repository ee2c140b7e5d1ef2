using OnnxEmit;

namespace Fluent;

/// <summary>l2 · Σ x²: keeps numbers small.</summary>
/// <param name="factor">The factor, 0 or more.</param>
public sealed partial class L2([ConfigName("l2")] float factor = 0.01f) : Regularizer
{
    /// <summary>The factor.</summary>
    public float Factor { get; } = Check.NotNegative(factor, nameof(L2));

    /// <inheritdoc/>
    protected internal override Value Lower(Value x) => Op.ReduceSum(x * x, keepdims: false) * Factor;
}
