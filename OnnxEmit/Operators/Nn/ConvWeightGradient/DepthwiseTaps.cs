namespace OnnxEmit.Operators;

/// <summary>
/// Where each channel has one filter of its own: for each element of the window dY times what it takes from X, summed per channel.
/// </summary>
internal static class DepthwiseTaps
{
    /// <summary>The gradient, of the shape of the weights.</summary>
    public static Value Emit(Convolution c)
    {
        Value[] taps = [.. c.TapSlices().Select(tap => (tap * c.DY).SumPerChannel().Unsqueeze(0))];
        return Op.Concat(0, taps).SwapLastAxes().Reshape(c.Weights.ToSizes());
    }
}
