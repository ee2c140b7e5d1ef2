using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Transposed convolution: the gradient of a convolution with respect to its input, as an operator.</summary>
/// <remarks>
/// X (batch, channels, …) and W (channels, filters ÷ group, …) give (batch, filters, …), each spatial axis
/// stride·(length − 1) + dilation·(kernel − 1) + 1 + output padding − pads long.
/// </remarks>
/// <param name="x">Input of shape (batch, channels, …).</param>
/// <param name="w">Weights of shape (channels, filters ÷ group, …), of X's element type.</param>
/// <param name="b">Bias of shape (filters); none when omitted.</param>
/// <param name="kernelShape">The spatial axes of W, where they are repeated as an attribute.</param>
/// <param name="strides">How far apart the elements of X are spread along each spatial axis; 1 when omitted.</param>
/// <param name="pads">What is cut from the result before each spatial axis, then behind each; nothing when omitted.</param>
/// <param name="dilations">How far the elements of the window are apart along each spatial axis; 1 when omitted.</param>
/// <param name="group">Into how many groups the channels are divided.</param>
/// <param name="outputPadding">What is added behind each spatial axis of the result; nothing when omitted.</param>
/// <param name="outputShape">The spatial axes of the result, from which pads are computed; from pads when omitted.</param>
/// <param name="autoPad">
/// NOTSET for explicit pads, SAME_UPPER or SAME_LOWER for stride times the length, VALID for none. Explicit pads are better supported.
/// </param>
[OnnxOperator(since: 1, BFloat16 = 22)]
public sealed partial class ConvTranspose(
    Value x, Value w, Value? b = null, long[]? kernelShape = null, long[]? strides = null, long[]? pads = null, long[]? dilations = null,
    long group = 1, long[]? outputPadding = null, long[]? outputShape = null, string autoPad = "NOTSET") : Operator(x, w, b)
{
    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1, 2];

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        int spatial = Window.RankOf(this, X);
        if (W.Rank != spatial + 2)
            throw new OperatorException(this, "W with as many axes as X", $"X {X.Shape}, W {W.Shape}");
        if (Inputs.Any(input => input is not null && input.ElementType != X.ElementType))
            throw new OperatorException(this, "inputs of one element type", string.Join(", ", Inputs.Select(i => i!.ElementType)));
        if (!W.Shape[0].MayEqual(X.Shape[1]))
            throw new OperatorException(this, "as many channels in X as in W", $"X {X.Shape}, W {W.Shape}");
        if (group < 1 || W.Shape[0].Size % group is > 0)
            throw new OperatorException(this, "as many channels in each group", $"W {W.Shape}, group {group}");
        Dim filters = W.Shape[1] * group;
        if (B is not null && (B.Rank != 1 || !B.Shape[0].MayEqual(filters)))
            throw new OperatorException(this, "B with one item per filter", $"W {W.Shape}, group {group}, B {B.Shape}");
        if (kernelShape is not null && (kernelShape.Length != spatial || kernelShape.Where((k, i) => !W.Shape[i + 2].MayEqual(k)).Any()))
            throw new OperatorException(this, "kernel_shape to be the spatial axes of W", $"{Shape.Of(kernelShape)}, W {W.Shape}");
        return new TensorType(X.ElementType, [X.Shape[0], filters, .. Spread().Select(axis => axis.Output)]);
    }

    // Y is to X as a convolution's input to its result: dX is that convolution of dY, dW its weight gradient with X and dY exchanged.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        ImmutableArray<Slide> slides = [.. Spread().Select(axis => axis.Resolved ??
            throw new OperatorException(this, "spatial axes of known length, to be differentiated", $"X {X.Shape}"))];
        return
        [
            needs[0] ? InputGradient(dY, slides) : null,
            needs[1] ? ConvWeightGradient.Emit(new(dY, X, W.Shape, slides, group)) : null,
            needs[2] ? dY.SumPerChannel() : null,
        ];
    }

    // What output padding adds beyond the last window gets nothing from X; cut off, the convolution has as many places as X.
    private Value InputGradient(Value dY, ImmutableArray<Slide> slides)
    {
        if (slides.Any(s => s.Uncovered >= s.Stride))
            dY = dY.PadZeros([0, 0, .. slides.Select(_ => 0L), 0, 0, .. slides.Select(s => -s.Uncovered)]);
        return Op.Conv(
            dY, W, null, null,
            strides: [.. slides.Select(s => s.Stride)],
            pads: [.. slides.Select(s => s.Begin), .. slides.Select(s => s.End)],
            dilations: [.. slides.Select(s => s.Dilation)],
            group: group);
    }

    private SpreadAxis[] Spread()
    {
        int rank = X.Rank - 2;
        AutoPad auto = AutoPads.Parse(this, autoPad);
        long[] stride = Window.OnePerAxis(this, "strides", strides, rank), dilation = Window.OnePerAxis(this, "dilations", dilations, rank);
        long[] pad = Window.Pads(this, pads, rank, auto);
        if (outputPadding is not null && (outputPadding.Length != rank || outputPadding.Any(p => p < 0)))
        {
            throw new OperatorException(
                this, $"output_padding with one item of 0 or more per spatial axis, {rank}", $"{Shape.Of(outputPadding)}");
        }

        if (outputShape is not null && (outputShape.Length != rank || outputShape.Any(p => p < 1)))
        {
            throw new OperatorException(
                this, $"output_shape with one item of 1 or more per spatial axis, {rank}", $"{Shape.Of(outputShape)}");
        }

        SpreadAxis[] axes = [.. Enumerable.Range(0, rank).Select(i => new SpreadAxis(
            X.Shape[i + 2], W.Shape[i + 2], stride[i], dilation[i], pad[i], pad[rank + i], outputPadding?[i] ?? 0, outputShape?[i], auto))];
        return axes.All(axis => axis.Output.Size is not < 1) ? axes
            : throw new OperatorException(
                this, "pads that leave something of the result", $"X {X.Shape}, W {W.Shape}, pads {Shape.Of(pad)}");
    }
}
