using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>What the gradient of a convolution's weights is computed from.</summary>
/// <param name="X">The input, (batch, channels, …).</param>
/// <param name="DY">The gradient of the result, (batch, filters, …).</param>
/// <param name="Weights">The shape of the weights, (filters, channels ÷ group, …).</param>
/// <param name="Slides">The places of the window along each spatial axis.</param>
/// <param name="Group">The number of groups.</param>
internal sealed record Convolution(Value X, Value DY, Shape Weights, ImmutableArray<Slide> Slides, long Group)
{
    /// <summary>The filters, over all groups.</summary>
    public long Filters => Weights.ToSizes()[0];

    /// <summary>The channels that each filter sees.</summary>
    public long Channels => Weights.ToSizes()[1];

    /// <summary>How many elements the window takes at each place.</summary>
    public long Taps => Slides.Aggregate(1L, (product, s) => product * s.Kernel);

    private long Places => Slides.Aggregate(1L, (product, s) => product * s.Output);

    /// <summary>X with its padding: every window lies inside.</summary>
    public Value PaddedX() => X.PadZeros([0, 0, .. Slides.Select(s => s.Begin), 0, 0, .. Slides.Select(s => s.End)]);

    /// <summary>
    /// For each element of the window, in the order of the weights: what it takes from X at all places, (batch, channels, …) of dY's
    /// places.
    /// </summary>
    public IEnumerable<Value> TapSlices()
    {
        Value padded = PaddedX();
        Value axes = Value.Constant(X.SpatialAxes);
        Value? steps = Slides.Any(s => s.Stride > 1) ? Value.Constant([.. Slides.Select(s => s.Stride)]) : null;
        bool whole = Taps == 1 && steps is null && Slides.All(s => s.Uncovered == 0);
        for (long tap = 0; tap < Taps; tap++)
        {
            long[] starts = StartOf(tap);
            long[] ends = [.. starts.Zip(Slides, (start, s) => start + ((s.Output - 1) * s.Stride) + 1)];
            yield return whole ? padded : Op.Slice(padded, Value.Constant(starts), Value.Constant(ends), axes, steps);
        }
    }

    /// <summary>(batch, group · channels, …) as (batch · group, channels, places).</summary>
    /// <param name="x">A tensor over dY's places.</param>
    /// <param name="channels">The channels of one group.</param>
    public Value PerGroup(Value x, long channels) => x.Reshape(-1, channels, Places);

    private long[] StartOf(long tap)
    {
        long[] start = new long[Slides.Length];
        for (int i = start.Length - 1; i >= 0; i--)
        {
            start[i] = tap % Slides[i].Kernel * Slides[i].Dilation;
            tap /= Slides[i].Kernel;
        }

        return start;
    }
}
