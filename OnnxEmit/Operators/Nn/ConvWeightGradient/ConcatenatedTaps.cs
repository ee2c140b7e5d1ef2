namespace OnnxEmit.Operators;

/// <summary>One matrix product: dY times what all elements of the window take from X, stacked as channels, summed over the batch.</summary>
internal static class ConcatenatedTaps
{
    /// <summary>The gradient, of the shape of the weights.</summary>
    public static Value Emit(Convolution c)
    {
        Value[] taps = [.. c.TapSlices().Select(tap => c.PerGroup(tap, c.Channels))];
        Value columns = taps.Length == 1 ? taps[0] : Op.Concat(1, taps);
        Value products = Op.MatMul(c.PerGroup(c.DY, c.Filters / c.Group), columns.SwapLastAxes());
        Value sum = products.Reshape(-1, c.Filters, c.Taps * c.Channels).ReduceSum([0]);
        return taps.Length == 1 ? sum.Reshape(c.Weights.ToSizes())
            : Op.Transpose(sum.Reshape(c.Filters, c.Taps, c.Channels), [0, 2, 1]).Reshape(c.Weights.ToSizes());
    }
}
