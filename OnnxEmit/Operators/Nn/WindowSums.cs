using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>
/// Sums under windows, and the sums over the windows that each element is in: the gradient of whatever adds up what is under a window.
/// </summary>
internal static class WindowSums
{
    /// <summary>
    /// For each window the sum of what it covers, padding counting as zeros; null where lengths are known at run time only.
    /// </summary>
    /// <param name="x">What the windows slide over, (batch, channels, …).</param>
    /// <param name="window">The windows.</param>
    public static Value? Under(Value x, Window window)
    {
        if (x.Shape[1].Size is not { } channels || !x.Shape[2..].IsKnown)
            return null;
        ImmutableArray<Slide> slides = window.Slides;
        return Op.Conv(
            x, Ones(x, channels, slides), null, null, [.. slides.Select(s => s.Stride)],
            [.. slides.Select(s => s.Begin), .. slides.Select(s => s.End)], [.. slides.Select(s => s.Dilation)], channels);
    }

    /// <summary>For each element of X the sum over its windows.</summary>
    /// <param name="op">The operator, for its errors.</param>
    /// <param name="x">What the windows slide over, (batch, channels, …).</param>
    /// <param name="perWindow">One number for each window, (batch, channels, …).</param>
    /// <param name="slides">The places of the windows.</param>
    public static Value Of(Operator op, Value x, Value perWindow, ImmutableArray<Slide> slides)
    {
        if (slides.All(s => s.IsDisjoint))
        {
            DisjointWindows windows = new(slides);
            return windows.Uncover(windows.Repeat(perWindow));
        }

        // Windows that overlap add up: a transposed convolution of each channel with ones.
        long channels = x.Shape[1].Size
            ?? throw new OperatorException(op, "a known number of channels, to be differentiated", $"X {x.Shape}");
        return ConvInputGradient.Transposed(perWindow, Ones(perWindow, channels, slides), slides, group: channels);
    }

    private static Value Ones(Value like, long channels, ImmutableArray<Slide> slides) =>
        Op.Filled(1, like.ElementType, [channels, 1, .. slides.Select(s => s.Kernel)]);
}
