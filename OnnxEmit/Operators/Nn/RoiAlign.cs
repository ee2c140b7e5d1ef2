using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Pools regions of images to one size, sampling between their elements.</summary>
/// <remarks>
/// X (batch, channels, height, width) and R regions give (R, channels, <paramref name="outputHeight"/>, <paramref name="outputWidth"/>).
/// Each region is divided into as many bins, each bin into a grid of samples, which are interpolated linearly and averaged; the gradient
/// flows to X. ONNX Runtime has a kernel up to version 21 of the operator set.
/// </remarks>
/// <param name="x">Input of shape (batch, channels, height, width).</param>
/// <param name="rois">The regions, (R, 4): left, top, right and bottom.</param>
/// <param name="batchIndices">Which image each region is of, Int64 of shape (R).</param>
/// <param name="coordinateTransformationMode">half_pixel shifts the regions by half an element, output_half_pixel leaves them.</param>
/// <param name="mode">avg for the mean of the samples, max for their largest weighted element.</param>
/// <param name="outputHeight">The number of bins down a region.</param>
/// <param name="outputWidth">The number of bins across a region.</param>
/// <param name="samplingRatio">How many samples a bin has along each axis; as many as it covers elements where 0.</param>
/// <param name="spatialScale">Factor of the regions' coordinates.</param>
/// <seealso href="https://arxiv.org/abs/1703.06870"/>
[OnnxOperator(since: 16, BFloat16 = 22)]
public sealed partial class RoiAlign(
    Value x, Value rois, Value batchIndices, string coordinateTransformationMode = "half_pixel", string mode = "avg",
    long outputHeight = 1, long outputWidth = 1, long samplingRatio = 0, float spatialScale = 1) : Operator(x, rois, batchIndices)
{
    internal override int KernelUntil => 22;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (X.Rank != 4)
            throw new OperatorException(this, "X of shape (batch, channels, height, width)", $"X {X.Shape}");
        if (Rois.Rank != 2 || !Rois.Shape[1].MayEqual(4) || BatchIndices.Rank != 1 || !BatchIndices.Shape[0].MayEqual(Rois.Shape[0]))
            throw new OperatorException(this, "regions (R, 4) and batch_indices (R)", $"{Rois.Shape}, {BatchIndices.Shape}");
        if (coordinateTransformationMode is not ("half_pixel" or "output_half_pixel"))
            throw new OperatorException(
                this, "coordinate_transformation_mode to be half_pixel or output_half_pixel", coordinateTransformationMode);
        if (mode is not ("avg" or "max"))
            throw new OperatorException(this, "mode to be avg or max", mode);
        if (outputHeight < 1 || outputWidth < 1 || samplingRatio < 0)
            throw new OperatorException(this, "sizes of 1 or more and a sampling_ratio of 0 or more",
                $"{outputHeight}, {outputWidth}, {samplingRatio}");
        return new TensorType(X.ElementType, [Rois.Shape[0].Unify(BatchIndices.Shape[0]), X.Shape[1], outputHeight, outputWidth]);
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        Value images = Op.Gather(X, BatchIndices);
        RoiAxis rows = Along(1, 2, outputHeight), columns = Along(0, 3, outputWidth);
        return [mode == "avg" ? Averaged(images, rows, columns) : Largest(images, rows, columns)];
    }

    // Up to version 15 regions were never shifted.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset) =>
        opset is < 10 or >= 16 || coordinateTransformationMode == "half_pixel" ? Decompose()
        : AsOf(10, Inputs.AsSpan(), [.. Attributes.Where(a => a.Name != "coordinate_transformation_mode")]);

    // Linear interpolation and the mean are products of what happens along each axis: two matrices.
    private Value Averaged(Value images, RoiAxis rows, RoiAxis columns)
    {
        Value down = rows.Means.Cast(X.ElementType).Unsqueeze(1), across = columns.Means.Cast(X.ElementType).Unsqueeze(1);
        return Op.MatMul(Op.MatMul(down, images), across.SwapLastAxes());
    }

    // The largest weighted element, along one axis after the other: no weight is negative.
    private static Value Largest(Value images, RoiAxis rows, RoiAxis columns) =>
        rows.Largest(columns.Largest(images).SwapLastAxes()).SwapLastAxes();

    private RoiAxis Along(int first, int axis, long bins)
    {
        Value scaled = Rois.Cast(ElementType.Float) * spatialScale;
        bool shifts = coordinateTransformationMode == "half_pixel";
        if (shifts)
            scaled -= 0.5;
        Value start = scaled.SliceAxis(1, first, first + 1), end = scaled.SliceAxis(1, first + 2, first + 3);
        Value size = shifts ? end - start : Op.Max(end - start, Value.Constant(1f));
        return new(start, size, Op.Shape(X, axis, axis + 1).OrConstant(), bins, samplingRatio);
    }
}
