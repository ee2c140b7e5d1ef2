using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The largest element under a window that slides over the spatial axes.</summary>
/// <remarks>
/// X (batch, channels, …) gives (batch, channels, …), each spatial axis ⌊(length + pads − dilation·(kernel − 1) − 1) ÷ stride⌋ + 1 long.
/// With a second output, Int64 of the same shape: where in X, flattened, each element stood.
/// </remarks>
/// <param name="x">Input of shape (batch, channels, …); a float, Int8 or UInt8.</param>
/// <param name="kernelShape">The length of the window along each spatial axis.</param>
/// <param name="strides">How far the window moves along each spatial axis; 1 when omitted.</param>
/// <param name="pads">How far the window reaches beyond each spatial axis before, then behind; not at all when omitted.</param>
/// <param name="dilations">How far the elements of the window are apart along each spatial axis; 1 when omitted.</param>
/// <param name="ceilMode">Whether a last window that reaches beyond the padding counts.</param>
/// <param name="storageOrder">Whether the second output counts the places of each channel column by column.</param>
/// <param name="autoPad">NOTSET for explicit pads, SAME_UPPER or SAME_LOWER for ⌈length ÷ stride⌉ places, VALID for none.</param>
/// <param name="outputs">1, or 2 for the places as well.</param>
[OnnxOperator(since: 1)]
public sealed partial class MaxPool(
    Value x, long[] kernelShape, long[]? strides = null, long[]? pads = null, long[]? dilations = null, bool ceilMode = false,
    bool storageOrder = false, string autoPad = "NOTSET", int outputs = 1) : Operator(x)
{
    /// <inheritdoc/>
    public override int SinceVersion => X.ElementType switch
    {
        ElementType.BFloat16 => 22,
        ElementType.Int8 or ElementType.UInt8 => 12,
        _ => ceilMode || dilations is not null ? 10 : storageOrder || outputs > 1 ? 8 : 1,
    };

    internal override long[]? LengthsRead(int input, long[] wanted) => Window.LengthsRead(X, wanted);

    private Window Window => new(this, X, Shape.Of(kernelShape), strides, pads, dilations, autoPad, ceilMode);

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => OutputCount == 1;

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => new TensorType(X.ElementType, [.. X.Shape[..2], .. Window.Output]);

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes() => outputs switch
    {
        1 => [InferType()],
        2 => [InferType(), new TensorType(ElementType.Int64, ((TensorType)InferType()).Shape)],
        _ => throw new OperatorException(this, "one output or two", $"{outputs}"),
    };

    // Each element of dY goes to the place of the largest element. The runtime has no double precision for the quicker form.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        ImmutableArray<Slide> slides = Window.Slides;
        return [slides.All(s => s.IsDisjoint) && X.ElementType != ElementType.Double ? Masked(dY, new(slides)) : Scattered(dY)];
    }

    // The elements that equal their window's result share its gradient: images tie often, and all of it for each would be too much. None
    // does where all are −∞ or no number, for the runtime's result is the smallest number then.
    private Value Masked(Value dY, DisjointWindows windows)
    {
        Value largest = Op.GreaterOrEqual(windows.Cover(X), windows.Repeat(Output)).Cast(dY.ElementType);
        Value ties = Op.AveragePool(largest, windows.Block, strides: windows.Block) * windows.BlockSize;
        ties = Op.Max(ties, Value.Scalar(1, ties));
        return windows.Uncover(largest * windows.Repeat(dY / ties));
    }

    // Windows that overlap may share an element, which takes the sum.
    private Value Scattered(Value dY)
    {
        Value places = outputs == 2 && !storageOrder ? Outputs[1]
            : new MaxPool(X, kernelShape, strides, pads, dilations, ceilMode, storageOrder: false, autoPad, outputs: 2).Outputs[1];
        return Op.ScatterElements(X.ZerosLike().Reshape(-1), places.Reshape(-1), dY.Reshape(-1), 0, "add").ReshapeLike(X);
    }
}
