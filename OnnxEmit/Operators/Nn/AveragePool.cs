using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The mean of the elements under a window that slides over the spatial axes.</summary>
/// <remarks>X (batch, channels, …) gives (batch, channels, …), each spatial axis as long as for <see cref="MaxPool"/>.</remarks>
/// <param name="x">Input of shape (batch, channels, …).</param>
/// <param name="kernelShape">The length of the window along each spatial axis.</param>
/// <param name="strides">How far the window moves along each spatial axis; 1 when omitted.</param>
/// <param name="pads">How far the window reaches beyond each spatial axis before, then behind; not at all when omitted.</param>
/// <param name="dilations">How far the elements of the window are apart along each spatial axis; 1 when omitted.</param>
/// <param name="ceilMode">Whether a last window that reaches beyond the padding counts.</param>
/// <param name="countIncludePad">Whether padding counts, as zeros, rather than being left out of the mean.</param>
/// <param name="autoPad">NOTSET for explicit pads, SAME_UPPER or SAME_LOWER for ⌈length ÷ stride⌉ places, VALID for none.</param>
[OnnxOperator(since: 1)]
public sealed partial class AveragePool(
    Value x, long[] kernelShape, long[]? strides = null, long[]? pads = null, long[]? dilations = null, bool ceilMode = false,
    bool countIncludePad = false, string autoPad = "NOTSET") : Operator(x)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        X.ElementType == ElementType.BFloat16 ? 22 : dilations is not null ? 19 : ceilMode ? 10 : countIncludePad ? 7 : 1;

    private Window Places => new(this, X, Shape.Of(kernelShape), strides, pads, dilations, autoPad, ceilMode);

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => new TensorType(X.ElementType, [.. X.Shape[..2], .. Places.Output]);

    // Up to version 18 windows were not dilated, but those of convolutions.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset) =>
        WindowSums.Under(X, Places) is { } sum ? [sum * Shares(Places.Slides).Cast(X.ElementType)] : null;

    // Each element of a window gets its share of the gradient of the mean.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        ImmutableArray<Slide> slides = Places.Slides;
        return [WindowSums.Of(this, X, dY * Shares(slides).Cast(dY.ElementType), slides)];
    }

    // One over the number of elements that each window's mean is taken of: one number where it is the same for all.
    private Value Shares(ImmutableArray<Slide> slides)
    {
        int rank = slides.Length;
        int[][] counts = [.. slides.Select((s, axis) => CountsOf(s, countIncludePad ? PaddingOf(s, axis) : (0, s.Input)))];
        if (counts.All(axis => axis.All(count => count == axis[0])))
            return Value.Constant(1f / counts.Aggregate(1, (product, axis) => product * axis[0]));
        float[] shares = [1];
        foreach (int[] axis in counts)
            shares = [.. shares.SelectMany(share => axis.Select(count => share / count))];
        return Value.Constant(TensorData.Create<float>([1, 1, .. slides.Select(s => s.Output)], shares));

        // Computed padding is what the windows need; explicit padding may be less, where the last window reaches beyond.
        (long From, long To) PaddingOf(Slide s, int axis)
        {
            AutoPad auto = AutoPads.Parse(this, autoPad);
            return (-s.Begin, s.Input + (auto == AutoPad.NotSet ? Window.Pads(this, pads, rank, auto)[rank + axis] : s.End));
        }

        static int[] CountsOf(Slide s, (long From, long To) counted) =>
            [.. Enumerable.Range(0, (int)s.Output).Select(place => s.CountBetween(place, counted.From, counted.To))];
    }
}
