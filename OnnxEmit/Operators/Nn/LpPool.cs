using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The norm (Σ |x|^p)^(1/p) of the elements under a window that slides over the spatial axes. Padding counts as zeros.</summary>
/// <remarks>X (batch, channels, …) gives (batch, channels, …), each spatial axis as long as for <see cref="MaxPool"/>.</remarks>
/// <param name="x">Input of shape (batch, channels, …).</param>
/// <param name="kernelShape">The length of the window along each spatial axis.</param>
/// <param name="strides">How far the window moves along each spatial axis; 1 when omitted.</param>
/// <param name="pads">How far the window reaches beyond each spatial axis before, then behind; not at all when omitted.</param>
/// <param name="dilations">How far the elements of the window are apart along each spatial axis; 1 when omitted.</param>
/// <param name="ceilMode">Whether a last window that reaches beyond the padding counts.</param>
/// <param name="p">The order of the norm, 1 or more.</param>
/// <param name="autoPad">NOTSET for explicit pads, SAME_UPPER or SAME_LOWER for ⌈length ÷ stride⌉ places, VALID for none.</param>
[OnnxOperator(since: 2)]
public sealed partial class LpPool(
    Value x, long[] kernelShape, long[]? strides = null, long[]? pads = null, long[]? dilations = null, bool ceilMode = false, long p = 2,
    string autoPad = "NOTSET") : Operator(x)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        X.ElementType == ElementType.BFloat16 ? 22 : ceilMode || dilations is not null ? 18 : 2;

    private Window Places => new(this, X, Shape.Of(kernelShape), strides, pads, dilations, autoPad, ceilMode);

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => true;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        PowerNorm.Check(this, p);
        return new TensorType(X.ElementType, [.. X.Shape[..2], .. Places.Output]);
    }

    // Up to version 17 windows were not dilated, but those of convolutions.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset) => WindowSums.Under(PowerNorm.Power(X, p), Places) is { } sum
        ? [PowerNorm.Root(sum, p)] : null;

    // dX = sign(x)·|x|^(p−1) · Σ dY·y^(1−p), summed over the windows that the element is in.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        ImmutableArray<Slide> slides = Places.Slides;
        return [PowerNorm.OfElement(X, p) * WindowSums.Of(this, X, PowerNorm.OfNorm(dY, Output, p), slides)];
    }
}
