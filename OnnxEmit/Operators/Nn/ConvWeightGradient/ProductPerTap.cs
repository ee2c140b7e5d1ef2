namespace OnnxEmit.Operators;

/// <summary>
/// One matrix product for each element of the window, over the whole batch at once: dY, filters by places, times what that element takes
/// from X, places by channels.
/// </summary>
internal static class ProductPerTap
{
    /// <summary>The gradient, of the shape of the weights.</summary>
    public static Value Emit(Convolution c)
    {
        // Joined along the first axis and transposed: joining along the last one would copy number by number.
        Value taps = c.Parts().Select(Taps).Aggregate((sum, part) => sum + part);
        return Op.Transpose(taps, [1, 2, 3, 0]).Reshape(c.Weights.ToSizes());
    }

    // (taps, group, filters of a group, channels of a group)
    private static Value Taps(Convolution c)
    {
        long filters = c.Filters / c.Group;
        Value rows = Op.Transpose(c.DY.Reshape(-1, c.Filters, c.Places), [1, 0, 2]).Reshape(c.Group, filters, -1);
        IEnumerable<Value> slices = c.TapSlices(ChannelsLast(c), c.X.SpatialAxes);
        return Op.Concat(0, [.. slices.Select(tap => Op.MatMul(rows, Columns(c, tap)).Unsqueeze(0))]);
    }

    // One channel is one column: as many numbers, but read as a row they need no copy.
    private static Value Columns(Convolution c, Value tap) =>
        c.Channels == 1 ? tap.Reshape(c.Group, 1, -1).SwapLastAxes() : tap.Reshape(c.Group, -1, c.Channels);

    // (group, batch, …, channels of a group), so that places by channels lie in long runs.
    private static Value ChannelsLast(Convolution c)
    {
        Value x = c.PaddedX();
        long[] spatial = x.SpatialAxes;
        if (c.Group == 1)
            return Op.Transpose(x, [0, .. spatial, 1]).Unsqueeze(0);
        if (c.Channels == 1)
            return Op.Transpose(x, [1, 0, .. spatial]);
        Value apart = x.Reshape([-1, c.Group, c.Channels, .. c.PaddedLengths]);
        return Op.Transpose(apart, [1, 0, .. spatial.Select(axis => axis + 1), 2]);
    }
}
