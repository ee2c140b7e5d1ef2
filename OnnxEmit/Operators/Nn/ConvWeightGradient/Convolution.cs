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
    // Two megabytes. Each part costs a few operators for each element of the window.
    private const long CachedElements = 1 << 19;
    private const long MostParts = 8;

    /// <summary>The filters, over all groups.</summary>
    public long Filters => Weights.ToSizes()[0];

    /// <summary>The channels that each filter sees.</summary>
    public long Channels => Weights.ToSizes()[1];

    /// <summary>How many elements the window takes at each place.</summary>
    public long Taps => Slides.Aggregate(1L, (product, s) => product * s.Kernel);

    /// <summary>How many places the window takes.</summary>
    public long Places => Slides.Aggregate(1L, (product, s) => product * s.Output);

    /// <summary>X with its padding: every window lies inside.</summary>
    public Value PaddedX() => X.PadZeros([0, 0, .. Slides.Select(s => s.Begin), 0, 0, .. Slides.Select(s => s.End)]);

    /// <summary>The lengths of the spatial axes of <see cref="PaddedX"/>.</summary>
    public long[] PaddedLengths => [.. Slides.Select(s => s.Begin + s.Input + s.End)];

    /// <summary>
    /// The batch in parts of a few images each, so that what is made of a part is still in the processor's cache when it is read again.
    /// </summary>
    public IEnumerable<Convolution> Parts()
    {
        long batch = X.Shape[0].Size ?? 1, perImage = Math.Max((Filters + (Channels * Group)) * Places, 1);
        long images = Math.Max(CachedElements / perImage, (batch + MostParts - 1) / MostParts);
        if (images >= batch)
            return [this];
        List<Convolution> parts = [];
        for (long start = 0, end; start < batch; start = end)
        {
            end = Math.Min(start + images, batch);
            parts.Add(this with { X = X.SliceAxis(0, start, end), DY = DY.SliceAxis(0, start, end) });
        }

        return parts;
    }

    /// <summary>
    /// For each element of the window, in the order of the weights: what it takes from X at all places, (batch, channels, …) of dY's
    /// places.
    /// </summary>
    public IEnumerable<Value> TapSlices() => TapSlices(PaddedX(), X.SpatialAxes);

    /// <summary>The same of X with its padding in another order of axes.</summary>
    /// <param name="padded">X with its padding.</param>
    /// <param name="spatialAxes">Its spatial axes.</param>
    public IEnumerable<Value> TapSlices(Value padded, long[] spatialAxes)
    {
        Value axes = Value.Constant(spatialAxes);
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
