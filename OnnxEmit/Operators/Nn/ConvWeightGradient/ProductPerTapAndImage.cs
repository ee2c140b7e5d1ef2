namespace OnnxEmit.Operators;

/// <summary>
/// One matrix product for each element of the window, image and group: dY times what that element takes from X, summed over the batch.
/// </summary>
internal static class ProductPerTapAndImage
{
    /// <summary>The gradient, of the shape of the weights.</summary>
    public static Value Emit(Convolution c)
    {
        // Joined along the first axis and transposed: joining along the last one would copy number by number.
        Value taps = c.Parts().Select(Taps).Aggregate((sum, part) => sum + part);
        return Op.Transpose(taps, [1, 2, 0]).Reshape(c.Weights.ToSizes());
    }

    // (taps, filters, channels of a group)
    private static Value Taps(Convolution c)
    {
        Value rows = c.PerGroup(c.DY, c.Filters / c.Group);
        IEnumerable<Value> products = c.TapSlices().Select(tap => Op.MatMul(rows, c.PerGroup(tap, c.Channels).SwapLastAxes()));
        return Op.Concat(0, [.. products.Select(p => p.Reshape(-1, c.Filters, c.Channels).ReduceSum([0], keepdims: true))]);
    }
}
