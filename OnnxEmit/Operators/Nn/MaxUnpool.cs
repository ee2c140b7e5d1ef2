using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Puts the elements that <see cref="MaxPool"/> took back where they stood; zeros elsewhere.</summary>
/// <remarks>
/// Each spatial axis becomes (length − 1) · stride + kernel − pads long, or as long as <paramref name="outputShape"/> says: I counts the
/// places of the whole result, flattened, as MaxPool and ONNX Runtime do (ONNX's own runner counts those of the computed lengths). Where I
/// names a place twice, one of the two elements stands there.
/// </remarks>
/// <param name="x">The elements, (batch, channels, …).</param>
/// <param name="i">Where in the flattened result each belongs, Int64, of X's shape: the second output of MaxPool.</param>
/// <param name="kernelShape">The window of the pooling along each spatial axis.</param>
/// <param name="outputShape">The lengths of the result, batch and channels too, an Int64 vector; computed when omitted.</param>
/// <param name="strides">How far that window moved; 1 when omitted.</param>
/// <param name="pads">The padding of the pooling before each spatial axis, then behind each; none when omitted.</param>
[OnnxOperator(since: 9, BFloat16 = 22)]
public sealed partial class MaxUnpool(
    Value x, Value i, long[] kernelShape, Value? outputShape = null, long[]? strides = null, long[]? pads = null)
    : Operator(x, i, outputShape)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        int rank = Window.RankOf(this, X);
        if (I.Rank != X.Rank || !I.Shape.Zip(X.Shape).All(pair => pair.First.MayEqual(pair.Second)))
            throw new OperatorException(this, "I of X's shape", $"X {X.Shape}, I {I.Shape}");
        if (kernelShape.Length != rank)
            throw new OperatorException(this, $"kernel_shape with one item per spatial axis, {rank}", $"{Shape.Of(kernelShape)}");
        if (OutputShape is null)
            return new TensorType(X.ElementType, [.. X.Shape[..2], .. Enumerable.Range(0, rank).Select(axis => Unpooled(axis, rank))]);
        if (!OutputShape.Shape[0].MayEqual(X.Rank))
            throw new OperatorException(this, $"output_shape with one item per axis, {X.Rank}", $"{OutputShape.Shape}");
        return new TensorType(X.ElementType, OutputShape.Content ?? [.. X.Shape[..2], .. Lengths.Unknown(rank)]);
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        if (OutputShape is null && !Output.Shape[2..].IsKnown)
            return null;
        Value shape = OutputShape is { } given ? Op.Concat(0, [.. Enumerable.Range(0, X.Rank).Select(axis => given.Pick(axis))])
            : Op.Concat(0, Op.Shape(X, 0, 2), Value.Constant(Output.Shape[2..].ToSizes()));
        shape = shape.OrConstant();
        Value flat = Op.Zeros(shape, X.ElementType).Reshape(-1);
        return [Op.Reshape(Op.ScatterElements(flat, I.Reshape(-1), X.Reshape(-1)), shape)];
    }

    // Each element takes the gradient of the place where it was put.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [Op.GatherElements(dY.Reshape(-1), I.Reshape(-1)).ReshapeLike(X)];

    private Dim Unpooled(int axis, int rank)
    {
        long stride = Window.OnePerAxis(this, "strides", strides, rank)[axis];
        long[] padding = Window.Pads(this, pads, rank, AutoPad.NotSet);
        long more = kernelShape[axis] - stride - padding[axis] - padding[axis + rank];
        Dim length = X.Shape[axis + 2];
        return length.Size is { } n ? (n * stride) + more
            : more == 0 ? length * stride
            : Dim.Derived($"spread({length.ToFormula()}, {stride}, {more})");
    }
}
