using OnnxEmit;

namespace Fluent;

/// <summary>l1 · Σ |x| + l2 · Σ x² (Zou and Hastie 2005).</summary>
/// <param name="l1">The factor of the absolute values, 0 or more.</param>
/// <param name="l2">The factor of the squares, 0 or more.</param>
[KerasAlias("l1_l2")]
public sealed partial class L1L2(float l1 = 0, float l2 = 0) : Regularizer
{
    /// <summary>The factor of the absolute values.</summary>
    public float L1 { get; } = Check.NotNegative(l1, nameof(L1L2));

    /// <summary>The factor of the squares.</summary>
    public float L2 { get; } = Check.NotNegative(l2, nameof(L1L2));

    /// <inheritdoc/>
    protected internal override Value Lower(Value x) => Op.ReduceSum((Op.Abs(x) * L1) + (x * x * L2), keepdims: false);
}
