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

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => true;

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

    // One over the number of elements that each window's mean is taken of.
    private Value Shares(ImmutableArray<Slide> slides)
    {
        int rank = slides.Length;
        Value? counts = null;
        for (int axis = 0; axis < rank; axis++)
        {
            Value count = CountsOf(slides[axis], countIncludePad ? PaddingOf(slides[axis], axis) : (0, slides[axis].Input));
            count = count.Rank == 0 ? count : count.UnsqueezeTo(rank, axis);
            counts = counts is null ? count : counts * count;
        }

        return 1 / counts!;

        // Computed padding is what the windows need; explicit padding may be less, where the last window reaches beyond.
        (long From, long To) PaddingOf(Slide s, int axis)
        {
            AutoPad auto = AutoPads.Parse(this, autoPad);
            bool isComputed = auto is AutoPad.SameUpper or AutoPad.SameLower;
            return (-s.Begin, s.Input + (isComputed ? s.End : Window.Pads(this, pads, rank, auto)[rank + axis]));
        }

        // A number where it is the same everywhere; else computed when the model runs, however long the axis is.
        static Value CountsOf(Slide s, (long From, long To) counted)
        {
            if (s.At(0, 0) >= counted.From && s.At(s.Output - 1, s.Kernel - 1) < counted.To)
                return Value.Constant((float)s.Kernel);
            Value start = (Op.Count(Value.Constant(s.Output)) * s.Stride) - s.Begin;
            return (Before(counted.To) - Before(counted.From)).Cast(ElementType.Float);

            // How many elements of each window lie before a position.
            Value Before(long end)
            {
                Value covered = Op.Min(Op.Max(end - start, Value.Constant(0)), Value.Constant(s.Kernel * s.Dilation));
                return (covered + (s.Dilation - 1)) / s.Dilation;
            }
        }
    }
}
