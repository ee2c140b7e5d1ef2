namespace OnnxEmit.Operators;

/// <summary>The gradient of a convolution's weights, in the form that is fastest for its sizes on the CPU.</summary>
internal static class ConvWeightGradient
{
    // Below this many channels a product per tap is too thin to be worth its call; up to this many taps copies of X stay small.
    private const long ThinChannels = 16;
    private const long FewTaps = 16;

    /// <summary>The gradient, of the shape of the weights.</summary>
    public static Value Emit(Convolution c) => Choose(c)(c);

    /// <summary>The form for these sizes.</summary>
    public static Func<Convolution, Value> Choose(Convolution c) =>
        c.Taps == 1 ? ConcatenatedTaps.Emit
        : c.Group > 1 && (c.Channels == 1 || c.Channels >= ThinChannels) ? Grouped(c)
        : c.Channels >= ThinChannels ? ProductPerTap.Emit
        : c.Taps <= FewTaps ? ConcatenatedTaps.Emit
        : SwappedConvolution.Emit;

    private static Func<Convolution, Value> Grouped(Convolution c) =>
        StackedShifts.Fits(c) ? StackedShifts.Emit
        : c.Channels == 1 ? ProductPerTap.Emit
        : ProductPerTapAndImage.Emit;
}
