using OnnxEmit;

namespace Fluent;

/// <summary>l1 · Σ |x|: drives numbers to 0.</summary>
/// <param name="factor">The factor, 0 or more.</param>
public sealed partial class L1([ConfigName("l1")] float factor = 0.01f) : Regularizer
{
    /// <summary>The factor.</summary>
    public float Factor { get; } = Check.NotNegative(factor, nameof(L1));

    /// <inheritdoc/>
    protected internal override Value Lower(Value x) => Op.ReduceSum(Op.Abs(x), keepdims: false) * Factor;
}
