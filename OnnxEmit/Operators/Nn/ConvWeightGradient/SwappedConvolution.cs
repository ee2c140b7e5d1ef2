namespace OnnxEmit.Operators;

/// <summary>
/// A convolution of X with dY, batch and channels exchanged: places take the role of the window and the window that of places, so that
/// strides and dilations change their roles too. Best for few channels and large windows.
/// </summary>
internal static class SwappedConvolution
{
    /// <summary>The gradient, of the shape of the weights.</summary>
    public static Value Emit(Convolution c)
    {
        long[] spatial = c.X.SpatialAxes;
        Value filters = Op.Transpose(c.DY, [1, 0, .. spatial]);
        Value windows = Op.Conv(
            Exchanged(c), filters, null, null,
            strides: [.. c.Slides.Select(s => s.Dilation)],
            pads: [.. c.Slides.Select(s => s.Begin), .. c.Slides.Select(s => s.End)],
            dilations: [.. c.Slides.Select(s => s.Stride)],
            group: c.Group);

        // Elements that no window covers make the result longer than the window.
        if (c.Slides.Any(s => s.Uncovered >= s.Dilation))
        {
            Value starts = Value.Constant(new long[spatial.Length]), ends = Value.Constant([.. c.Slides.Select(s => s.Kernel)]);
            windows = Op.Slice(windows, starts, ends, Value.Constant(spatial));
        }

        return Op.Transpose(windows, [1, 0, .. spatial]);
    }

    // (batch, group · channels, …) as (channels, group · batch, …): each group of filters sees the batch of its own group.
    private static Value Exchanged(Convolution c)
    {
        long[] spatial = c.X.SpatialAxes;
        if (c.Group == 1)
            return Op.Transpose(c.X, [1, 0, .. spatial]);
        long[] lengths = [.. c.Slides.Select(s => s.Input)];
        Value apart = c.X.Reshape([-1, c.Group, c.Channels, .. lengths]);
        return Op.Transpose(apart, [2, 1, 0, .. spatial.Select(axis => axis + 1)]).Reshape([c.Channels, -1, .. lengths]);
    }
}
