using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The largest element of each bin of regions of images; 0 for a bin outside its image.</summary>
/// <remarks>
/// X (batch, channels, height, width) and R regions give (R, channels, …) with the two lengths of <paramref name="pooledShape"/>. The
/// borders of regions are rounded to whole elements, and bins may share elements. ONNX Runtime has a kernel up to version 21 of the
/// operator set.
/// </remarks>
/// <param name="x">Input of shape (batch, channels, height, width).</param>
/// <param name="rois">The regions, (R, 5): the image, left, top, right and bottom, the last two included.</param>
/// <param name="pooledShape">The number of bins down and across a region.</param>
/// <param name="spatialScale">Factor of the regions' coordinates.</param>
/// <seealso href="https://arxiv.org/abs/1504.08083"/>
[OnnxOperator(since: 1, BFloat16 = 22)]
public sealed partial class MaxRoiPool(Value x, Value rois, long[] pooledShape, float spatialScale = 1) : Operator(x, rois)
{
    internal override int KernelUntil => 22;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (X.Rank != 4)
            throw new OperatorException(this, "X of shape (batch, channels, height, width)", $"X {X.Shape}");
        if (Rois.Rank != 2 || !Rois.Shape[1].MayEqual(5))
            throw new OperatorException(this, "regions (R, 5)", $"{Rois.Shape}");
        if (pooledShape is not [>= 1, >= 1])
            throw new OperatorException(this, "pooled_shape with two lengths of 1 or more", $"{Shape.Of(pooledShape)}");
        return new TensorType(X.ElementType, [Rois.Shape[0], X.Shape[1], .. Shape.Of(pooledShape)]);
    }

    // Along one axis after the other: what is the largest across is the largest of the largest down.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        Value images = Op.Gather(X, Rois.SliceAxis(1, 0, 1).Squeeze(1).Cast(ElementType.Int64));
        Value lowest = Value.Scalar(double.NegativeInfinity, X), across = Largest(images, Bins(1, 3, pooledShape[1]));
        Value largest = Largest(across.SwapLastAxes(), Bins(2, 2, pooledShape[0])).SwapLastAxes();
        return [Op.Where(Op.Equal(largest, lowest), Value.Scalar(0, X), largest)];

        Value Largest(Value values, Value bins) => Op.ReduceMax(
            Op.Where(bins.Unsqueeze(1, 2), values.Unsqueeze(3), lowest), Value.Constant(-1), keepdims: false);
    }

    // Which elements of an axis are in which bin, Bool (R, bins, length).
    private Value Bins(int first, int axis, long bins)
    {
        Value start = Rounded(first), end = Rounded(first + 2), one = Value.Constant(1f);
        Value bin = Op.Max(end - start + 1, one) / bins, place = Op.Count(Value.Constant(bins)).Cast(ElementType.Float);
        Value from = Op.Floor(place * bin) + start, to = Op.Ceil((place + 1) * bin) + start;
        Value element = Op.Count(Op.Shape(X, axis, axis + 1).OrConstant()).Cast(ElementType.Float);
        return Op.And(Op.GreaterOrEqual(element, from.Unsqueeze(2)), Op.Less(element, to.Unsqueeze(2)));
    }

    // Halves away from 0.
    private Value Rounded(int column)
    {
        Value scaled = Rois.SliceAxis(1, column, column + 1).Cast(ElementType.Float) * spatialScale;
        return Op.Sign(scaled) * Op.Floor(Op.Abs(scaled) + 0.5);
    }
}
