using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Resamples a tensor to other lengths of its axes.</summary>
/// <remarks>
/// Either <paramref name="scales"/> or <paramref name="sizes"/> says how long the axes become: ⌊length · scale⌋, or the size itself.
/// </remarks>
/// <param name="x">Any tensor; commonly (batch, channels, …).</param>
/// <param name="roi">For tf_crop_and_resize the parts of the axes to resample, as fractions: all starts, then all ends.</param>
/// <param name="scales">How many times longer each axis becomes, a Float vector; 1 leaves it as it is.</param>
/// <param name="sizes">How long each axis becomes, an Int64 vector.</param>
/// <param name="antialias">Whether shortening by linear or cubic interpolation averages over all that it leaves out.</param>
/// <param name="axes">
/// The axes that <paramref name="scales"/>, <paramref name="sizes"/> and <paramref name="roi"/> speak of; all when omitted.
/// </param>
/// <param name="coordinateTransformationMode">
/// Where an element of the result lies in X: half_pixel, half_pixel_symmetric, pytorch_half_pixel, align_corners, asymmetric or
/// tf_crop_and_resize.
/// </param>
/// <param name="cubicCoeffA">The parameter of cubic interpolation: −0.5 in TensorFlow, −0.75 in PyTorch.</param>
/// <param name="excludeOutside">Whether cubic interpolation leaves out what lies outside X rather than repeating the border.</param>
/// <param name="extrapolationValue">What tf_crop_and_resize takes for elements outside X.</param>
/// <param name="keepAspectRatioPolicy">
/// stretch takes <paramref name="sizes"/> as they are; not_larger and not_smaller keep the proportions.
/// </param>
/// <param name="mode">nearest, linear or cubic.</param>
/// <param name="nearestMode">How nearest rounds: round_prefer_floor, round_prefer_ceil, floor or ceil.</param>
[OnnxOperator(since: 11)]
public sealed partial class Resize(
    Value x, Value? roi = null, Value? scales = null, Value? sizes = null, bool antialias = false, long[]? axes = null,
    string coordinateTransformationMode = "half_pixel", float cubicCoeffA = -0.75f, bool excludeOutside = false,
    float extrapolationValue = 0, string keepAspectRatioPolicy = "stretch", string mode = "nearest",
    string nearestMode = "round_prefer_floor") : Operator(x, roi, scales, sizes)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        coordinateTransformationMode == "half_pixel_symmetric" ? 19
        : antialias || axes is not null || keepAspectRatioPolicy != "stretch" ? 18
        : Roi is null || Scales is null ? 13 : 11;

    // Before version 13 an empty tensor stands for what is left out.
    private bool HasScales => Scales is not null && Scales.Shape is not [{ Size: 0 }];

    private int[] Resized => axes is null
        ? [.. Enumerable.Range(0, X.Rank)]
        : AxisList.Resolve(this, axes.Select(axis => (Dim)axis), X.Rank);

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && Roi is null && X.Shape.KeepsFirst(Output.Shape);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (HasScales == Sizes is not null)
            throw new OperatorException(this, "either scales or sizes", HasScales ? "both" : "neither");
        _ = new Resampling(this, mode, coordinateTransformationMode, nearestMode, cubicCoeffA, excludeOutside, antialias);
        if (keepAspectRatioPolicy is not ("stretch" or "not_larger" or "not_smaller"))
            throw new OperatorException(this, "keep_aspect_ratio_policy to be stretch, not_larger or not_smaller", keepAspectRatioPolicy);
        int[] resized = Resized;
        Value given = HasScales ? Scales! : Sizes!;
        if (given.Rank != 1 || !given.Shape[0].MayEqual(resized.Length))
        {
            throw new OperatorException(
                this, $"{(HasScales ? "scales" : "sizes")} with one item per resized axis, {resized.Length}", $"{given.Shape}");
        }

        Dim[] dims = [.. X.Shape];
        for (int i = 0; i < resized.Length; i++)
            dims[resized[i]] = Length(dims[resized[i]], i);
        return new TensorType(X.ElementType, Shape.Create(dims));
    }

    // Up to version 17 there were sizes or scales for every axis.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        bool isOlder = !antialias && keepAspectRatioPolicy == "stretch" && coordinateTransformationMode != "half_pixel_symmetric";
        if (!isOlder || Roi is not null || axes is null)
            return Mapped() is { } mapped ? [mapped] : null;
        int[] resized = Resized;
        Value given = HasScales ? Scales! : Sizes!;
        Value every = Op.Concat(0, [.. Enumerable.Range(0, X.Rank).Select(axis => Array.IndexOf(resized, axis) is >= 0 and int at
            ? given.SliceAxis(0, at, at + 1)
            : HasScales ? Value.Constant(TensorData.Create<float>([1], 1f)) : Op.Shape(X, axis, axis + 1))]);
        return [Op.Resize(
            X, null, HasScales ? every : null, HasScales ? null : every.OrConstant(),
            coordinateTransformationMode: coordinateTransformationMode, cubicCoeffA: cubicCoeffA, excludeOutside: excludeOutside,
            extrapolationValue: extrapolationValue, mode: mode, nearestMode: nearestMode)];
    }

    // The linear maps themselves, as matrices; null where a resized length is not a number.
    private Value? Mapped()
    {
        bool isKnown = Scales is not { Data: null } && Roi is not { Data: null } && Resized.All(axis =>
            X.Shape[axis] == Output.Shape[axis] || (X.Shape[axis].IsKnown && Output.Shape[axis].IsKnown));
        return !isKnown || !X.ElementType.IsFloat || coordinateTransformationMode == "tf_crop_and_resize" ? null
            : ResampledAxis.Transposed(X, [.. Maps().Select(map => map.Reversed())]);
    }

    // The result is linear in X along each axis: dX is the transposed map of dY, and for elements that are merely repeated their sum.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [ResampledAxis.Transposed(dY, Maps()), null, null, null];

    // What happens along each axis whose elements change, all in numbers.
    private List<ResampledAxis> Maps()
    {
        if (Roi is { Data: null } && coordinateTransformationMode == "tf_crop_and_resize")
            throw new OperatorException(this, "a constant roi, to be differentiated", $"{Roi}");
        int[] resized = Resized;
        Resampling resampling = new(this, mode, coordinateTransformationMode, nearestMode, cubicCoeffA, excludeOutside, antialias);
        List<ResampledAxis> maps = [];
        for (int i = 0; i < resized.Length; i++)
        {
            if (X.Shape[resized[i]] is not { Size: { } input } || Output.Shape[resized[i]] is not { Size: { } output })
            {
                if (X.Shape[resized[i]] != Output.Shape[resized[i]])
                    throw new OperatorException(this, "resized axes of known length, to be differentiated", $"X {X.Shape}");
                continue;
            }

            (float start, float end) = Part(i, resized.Length);
            ResampledAxis map = new(resized[i], input, output, resampling.Map(input, output, Scale(i), start, end));
            if (!map.IsIdentity)
                maps.Add(map);
        }

        return maps;
    }

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        long[] sources = [.. Resized.Select(axis => (long)move.Axis(axis))];

        // The runtime interpolates along the last axes only, linearly also between batch and channels.
        bool supported = mode == "nearest" || sources.All(axis => axis >= 2) || (mode == "linear" && sources.All(axis => axis is 1 or 2));
        return !supported ? null : move.Restore(new Resize(
            move.Source(0), Roi, Scales, Sizes, antialias, sources, coordinateTransformationMode, cubicCoeffA, excludeOutside,
            extrapolationValue, keepAspectRatioPolicy, mode, nearestMode).Output);
    }

    private Dim Length(Dim length, int i)
    {
        if (!HasScales)
        {
            return Sizes!.Content is not { } known ? Dim.Unknown()
                : keepAspectRatioPolicy == "stretch" ? known[i]
                : Proportional(length);
        }

        if (Scales!.Data is not { } data)
            return Dim.Unknown();
        float scale = data.AsSpan<float>()[i];
        return !(scale > 0) ? throw new OperatorException(this, "scales above 0", $"{scale}")
            : length.Size is { } size ? (long)(size * scale)
            : scale == MathF.Floor(scale) ? length * (long)scale
            : Dim.Derived($"resize({length.ToFormula()}, {scale:R})");
    }

    private Dim Proportional(Dim length) => length.Size is { } size && CommonScale() is { } scale
        ? (long)MathF.Round(scale * size, MidpointRounding.AwayFromZero)
        : Dim.Unknown();

    // The scale that keeps the proportions; null where a length is not a number.
    private float? CommonScale()
    {
        float[] all = [.. Resized.Select((axis, i) => Sizes!.Content?[i].Size / (float?)X.Shape[axis].Size ?? float.NaN)];
        return all.Any(float.IsNaN) ? null : keepAspectRatioPolicy == "not_larger" ? all.Min() : all.Max();
    }

    private TensorData KnownScales => Scales!.Data
        ?? throw new OperatorException(this, "constant scales, to be differentiated", $"{Scales}");

    private float Scale(int i) =>
        HasScales ? KnownScales.AsSpan<float>()[i]
        : keepAspectRatioPolicy != "stretch" ? CommonScale()!.Value
        : Output.Shape[Resized[i]].Size!.Value / (float)X.Shape[Resized[i]].Size!.Value;

    private (float Start, float End) Part(int i, int count)
    {
        if (Roi?.Data is not { Count: > 0 } data || coordinateTransformationMode != "tf_crop_and_resize")
            return (0, 1);
        float[] parts = data.ElementType == ElementType.Float ? data.AsSpan<float>().ToArray()
            : data.ElementType == ElementType.Double ? [.. data.AsSpan<double>().ToArray().Select(p => (float)p)]
            : [.. data.AsSpan<Half>().ToArray().Select(p => (float)p)];
        return (parts[i], parts[i + count]);
    }
}
