namespace OnnxEmit.Operators;

/// <summary>One matrix product for each element of the window: dY times what that element takes from X, summed over the batch.</summary>
internal static class ProductPerTap
{
    /// <summary>The gradient, of the shape of the weights.</summary>
    public static Value Emit(Convolution c)
    {
        Value rows = c.PerGroup(c.DY, c.Filters / c.Group);
        Value[] taps = [.. c.TapSlices().Select(tap =>
            Op.MatMul(rows, c.PerGroup(tap, c.Channels).SwapLastAxes()).Reshape(-1, c.Filters, c.Channels).ReduceSum([0], keepdims: true))];

        // Joined along the first axis and transposed: joining along the last one would copy number by number.
        return Op.Transpose(Op.Concat(0, taps), [1, 2, 0]).Reshape(c.Weights.ToSizes());
    }
}
