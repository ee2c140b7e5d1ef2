using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>A convolution whose window takes each of its elements from a place of its own, between the elements of X.</summary>
/// <remarks>
/// As <see cref="Conv"/>, but for each place of the window each element is moved by <paramref name="offset"/>, interpolated linearly (zeros
/// outside X) and multiplied by <paramref name="mask"/>. It has a derivative for images of known size.
/// </remarks>
/// <param name="x">Input of shape (batch, channels, …).</param>
/// <param name="w">Weights of shape (filters, channels ÷ group, …).</param>
/// <param name="offset">How far each element is moved along each axis, (batch, offset groups · elements · axes, …).</param>
/// <param name="b">Bias of shape (filters); none when omitted.</param>
/// <param name="mask">Factor of each element, (batch, offset groups · elements, …); 1 when omitted.</param>
/// <param name="kernelShape">The spatial axes of W, where they are repeated as an attribute.</param>
/// <param name="strides">How far the window moves along each spatial axis; 1 when omitted.</param>
/// <param name="pads">The zeros before each spatial axis, then behind each; none when omitted.</param>
/// <param name="dilations">How far the elements of the window are apart along each spatial axis; 1 when omitted.</param>
/// <param name="group">Into how many groups the channels are divided: each filter sees those of its group only.</param>
/// <param name="offsetGroup">Into how many groups the channels are divided that are moved together.</param>
/// <seealso href="https://arxiv.org/abs/1811.11168"/>
[OnnxOperator(since: 19, BFloat16 = 22)]
public sealed partial class DeformConv(
    Value x, Value w, Value offset, Value? b = null, Value? mask = null, long[]? kernelShape = null, long[]? strides = null,
    long[]? pads = null, long[]? dilations = null, long group = 1, long offsetGroup = 1) : Operator(x, w, offset, b, mask)
{
    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1, 3];

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        int spatial = Window.RankOf(this, X);
        if (W.Rank != X.Rank || Offset.Rank != X.Rank)
            throw new OperatorException(this, "W and offset with as many axes as X", $"X {X.Shape}, W {W.Shape}, offset {Offset.Shape}");
        if (Inputs.Any(input => input is not null && input.ElementType != X.ElementType))
        {
            throw new OperatorException(
                this, "inputs of one element type", string.Join(", ", Inputs.OfType<Value>().Select(i => i.ElementType)));
        }

        if (group < 1 || !(W.Shape[1] * group).MayEqual(X.Shape[1]))
            throw new OperatorException(this, "as many channels in X as in W times group", $"X {X.Shape}, W {W.Shape}, group {group}");
        if (offsetGroup < 1 || X.Shape[1].Size % offsetGroup is > 0)
            throw new OperatorException(this, "offset_group that divides the channels", $"{offsetGroup}, X {X.Shape}");
        if (B is not null && (B.Rank != 1 || !B.Shape[0].MayEqual(W.Shape[0])))
            throw new OperatorException(this, "B with one item per filter", $"W {W.Shape}, B {B.Shape}");
        if (kernelShape is not null && (kernelShape.Length != spatial || kernelShape.Where((k, i) => !W.Shape[i + 2].MayEqual(k)).Any()))
            throw new OperatorException(this, "kernel_shape to be the spatial axes of W", $"{Shape.Of(kernelShape)}, W {W.Shape}");
        Shape moved = [X.Shape[0], .. Places.Output];
        Dim elements = W.Shape[2..].Elements * offsetGroup;
        Check("offset", Offset, elements * spatial);
        if (Mask is not null)
            Check("mask", Mask, elements);
        return new TensorType(X.ElementType, [moved[0], W.Shape[0], .. moved[1..]]);

        void Check(string name, Value value, Dim channels)
        {
            Shape expected = [moved[0], channels, .. moved[1..]];
            if (value.Rank != X.Rank || !value.Shape.Zip(expected).All(pair => pair.First.MayEqual(pair.Second)))
                throw new OperatorException(this, $"{name} {expected}", $"{value.Shape}");
        }
    }

    // What the elements of the window take from X are the rows of an image, one below the other: a convolution sums them up.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        if (X.Shape is not [_, { Size: { } channels }, { Size: { } height }, { Size: { } width }]
            || W.Shape is not [_, _, { Size: { } rows }, { Size: { } columns }]
            || Places.Slides is not [var down, var across])
            return null;
        long elements = rows * columns, rowsOut = down.Output, columnsOut = across.Output;
        Value moves = Offset.Reshape(-1, elements, 2, rowsOut, columnsOut);
        Value element = Op.Count(Value.Constant(elements)), perRow = Value.Constant(columns);
        Value columnsAt = Along(1, across, Op.Mod(element, perRow), 3), rowsAt = Along(0, down, element / perRow, 2);
        Value grid = Op.Concat(-1, columnsAt, rowsAt).Reshape(-1, elements * rowsOut, columnsOut, 2);
        Value image = X.PadZeros(0, 0, 0, 0, 0, 0, Exact(height) - height, Exact(width) - width);
        Value taken = Op.GridSample(image.Reshape(-1, channels / offsetGroup, Exact(height), Exact(width)), grid);
        if (Mask is not null)
            taken *= Mask.Reshape(-1, 1, elements * rowsOut, columnsOut);
        Value sum = Op.Conv(
            taken.Reshape(-1, channels, elements, rowsOut * columnsOut), W.Reshape(0, 0, elements, 1), B, group: group);
        return [sum.Reshape(0, 0, rowsOut, columnsOut)];

        // GridSample counts from −1 to 1 over the whole image, which is exact for lengths that are powers of two. Outside are zeros anyway.
        static long Exact(long length) => (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)length);

        Value Along(int axis, Slide slide, Value ofWindow, int placeAxis)
        {
            Value starts = (Op.Count(Value.Constant(slide.Output)) * slide.Stride).UnsqueezeTo(4, placeAxis)
                + ((ofWindow * slide.Dilation) - slide.Begin).UnsqueezeTo(4, 1);
            Value place = moves.SliceAxis(2, axis, axis + 1).Reshape(-1, elements, rowsOut, columnsOut) + starts.Cast(X.ElementType);
            return ((((place * 2) + 1) / Exact(slide.Input)) - 1).Unsqueeze(-1);
        }
    }

    private Window Places => new(this, X, W.Shape[2..], strides, pads, dilations, "NOTSET");
}
