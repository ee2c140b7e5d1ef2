using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Sums over the windows that each element is in: the gradient of whatever adds up the elements under a window.</summary>
internal static class WindowSums
{
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
        long[] kernel = [.. slides.Select(s => s.Kernel)];
        float[] ones = new float[kernel.Aggregate(channels, (product, k) => product * k)];
        Array.Fill(ones, 1f);
        Value weights = Value.Constant(TensorData.Create<float>([channels, 1, .. kernel], ones)).Cast(perWindow.ElementType);
        return ConvInputGradient.Transposed(perWindow, weights, slides, group: channels);
    }
}
