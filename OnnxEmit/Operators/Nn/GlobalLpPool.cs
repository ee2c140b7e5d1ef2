using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The norm (Σ |x|^p)^(1/p) of each channel over all places: X (batch, channels, …) gives (batch, channels, 1, …).</summary>
/// <param name="x">Input of shape (batch, channels, …).</param>
/// <param name="p">The order of the norm, 1 or more.</param>
[OnnxOperator(since: 2, BFloat16 = 22)]
public sealed partial class GlobalLpPool(Value x, long p = 2) : Operator(x)
{
    internal override int KernelUntil => 22;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => true;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        PowerNorm.Check(this, p);
        return new TensorType(X.ElementType, [.. X.Shape[..2], .. Enumerable.Repeat((Dim)1, Window.RankOf(this, X))]);
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        Value axes = Value.Constant(X.SpatialAxes);
        return
        [
            p == 1 ? Op.ReduceL1(X, axes)
            : p == 2 ? Op.ReduceL2(X, axes)
            : PowerNorm.Root(Op.ReduceSum(PowerNorm.Power(X, p), axes), p),
        ];
    }

    // dX = sign(x)·|x|^(p−1) · dY·y^(1−p)
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [PowerNorm.OfElement(X, p) * PowerNorm.OfNorm(dY, Output, p)];
}
