using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The gradient of a convolution's input: what each element of dY was computed from gets its share, weighted by W.</summary>
internal static class ConvInputGradient
{
    /// <summary>The gradient, of the shape of the convolution's input.</summary>
    /// <param name="dY">The gradient of the result, (batch, filters, …).</param>
    /// <param name="w">The weights, (filters, channels ÷ group, …).</param>
    /// <param name="slides">The places of the window.</param>
    /// <param name="group">The number of groups.</param>
    public static Value Emit(Value dY, Value w, ImmutableArray<Slide> slides, long group) =>
        group > 1 && slides.All(s => s.Stride == 1 && s.Begin < s.Extent && s.End < s.Extent && s.Uncovered == 0) && w.Shape.IsKnown
            ? Convolved(dY, w, slides, group)
            : Transposed(dY, w, slides, group);

    /// <summary>The transposed convolution: right for all, and the faster one but for groups.</summary>
    public static Value Transposed(Value dY, Value w, ImmutableArray<Slide> slides, long group) => Op.ConvTranspose(
        dY, w, null, null,
        strides: [.. slides.Select(s => s.Stride)],
        pads: [.. slides.Select(s => s.Begin), .. slides.Select(s => s.End)],
        dilations: [.. slides.Select(s => s.Dilation)],
        group: group,
        outputPadding: slides.Any(s => s.Uncovered > 0) ? [.. slides.Select(s => s.Uncovered)] : null);

    /// <summary>
    /// With stride 1: the convolution with the weights flipped and their channels exchanged, which uses more threads for groups.
    /// </summary>
    public static Value Convolved(Value dY, Value w, ImmutableArray<Slide> slides, long group) => Op.Conv(
        dY, Exchanged(Flipped(w), group), null, null, null,
        pads: [.. slides.Select(s => s.Extent - 1 - s.Begin), .. slides.Select(s => s.Extent - 1 - s.End)],
        dilations: [.. slides.Select(s => s.Dilation)],
        group: group);

    private static Value Flipped(Value w)
    {
        long[] axes = w.SpatialAxes;
        return Op.Slice(
            w, Filled(axes.Length, -1), Filled(axes.Length, long.MinValue), Value.Constant(axes), Filled(axes.Length, -1));
    }

    // (group · filters, channels, …) to (group · channels, filters, …)
    private static Value Exchanged(Value w, long group)
    {
        long[] sizes = w.Shape.ToSizes();
        long filters = sizes[0] / group, channels = sizes[1];
        if (filters == 1 && channels == 1)
            return w;
        Value apart = w.Reshape([group, filters, .. sizes[1..]]);
        Value exchanged = Op.Transpose(apart, [0, 2, 1, .. Enumerable.Range(3, sizes.Length - 2).Select(axis => (long)axis)]);
        return exchanged.Reshape([group * channels, filters, .. sizes[2..]]);
    }

    private static Value Filled(int count, long number) => Value.Constant([.. Enumerable.Repeat(number, count)]);
}
