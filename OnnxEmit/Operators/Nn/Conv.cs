namespace OnnxEmit.Operators;

/// <summary>Convolution (cross-correlation) over one spatial axis or more.</summary>
/// <remarks>
/// X (batch, channels, …) and W (filters, channels ÷ group, …) give (batch, filters, …), each spatial axis
/// ⌊(length + pads − dilation·(kernel − 1) − 1) ÷ stride⌋ + 1 long.
/// </remarks>
/// <param name="x">Input of shape (batch, channels, …).</param>
/// <param name="w">Weights of shape (filters, channels ÷ group, …), of X's element type.</param>
/// <param name="b">Bias of shape (filters); none when omitted.</param>
/// <param name="kernelShape">The spatial axes of W, where they are repeated as an attribute.</param>
/// <param name="strides">How far the window moves along each spatial axis; 1 when omitted.</param>
/// <param name="pads">The zeros before each spatial axis, then behind each; none when omitted.</param>
/// <param name="dilations">How far the elements of the window are apart along each spatial axis; 1 when omitted.</param>
/// <param name="group">Into how many groups the channels are divided: each filter sees those of its group only.</param>
/// <param name="autoPad">
/// NOTSET for explicit pads, SAME_UPPER or SAME_LOWER for ⌈length ÷ stride⌉ places, VALID for none. Explicit pads are better supported.
/// </param>
[OnnxOperator(since: 1, BFloat16 = 22)]
public sealed partial class Conv(
    Value x, Value w, Value? b = null, long[]? kernelShape = null, long[]? strides = null, long[]? pads = null, long[]? dilations = null,
    long group = 1, string autoPad = "NOTSET") : Operator(x, w, b)
{
    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1, 2];

    internal override long[]? LengthsRead(int input, long[] wanted) => input == 0 ? Window.LengthsRead(X, wanted) : null;

    private Window Window => new(this, X, W.Shape[2..], strides, pads, dilations, autoPad);

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        int spatial = Window.RankOf(this, X);
        if (W.Rank != spatial + 2)
            throw new OperatorException(this, "W with as many axes as X", $"X {X.Shape}, W {W.Shape}");
        if (Inputs.Any(input => input is not null && input.ElementType != X.ElementType))
            throw new OperatorException(this, "inputs of one element type", string.Join(", ", Inputs.Select(i => i!.ElementType)));
        if (group < 1 || !(W.Shape[1] * group).MayEqual(X.Shape[1]))
            throw new OperatorException(this, "as many channels in X as in W times group", $"X {X.Shape}, W {W.Shape}, group {group}");
        if (W.Shape[0].Size % group is > 0)
            throw new OperatorException(this, "as many filters in each group", $"W {W.Shape}, group {group}");
        if (B is not null && (B.Rank != 1 || !B.Shape[0].MayEqual(W.Shape[0])))
            throw new OperatorException(this, "B with one item per filter", $"W {W.Shape}, B {B.Shape}");
        if (kernelShape is not null && (kernelShape.Length != spatial || kernelShape.Where((k, i) => !W.Shape[i + 2].MayEqual(k)).Any()))
            throw new OperatorException(this, "kernel_shape to be the spatial axes of W", $"{Shape.Of(kernelShape)}, W {W.Shape}");
        return new TensorType(X.ElementType, [X.Shape[0], W.Shape[0], .. Window.Output]);
    }

    // dX is the transposed convolution of dY; dB the sum over batch and places; dW has several forms, chosen by size.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
    [
        needs[0] ? ConvInputGradient.Emit(dY, W, Window.Slides, group) : null,
        needs[1] ? ConvWeightGradient.Emit(new(X, dY, W.Shape, Window.Slides, group)) : null,
        needs[2] ? dY.SumPerChannel() : null,
    ];
}
