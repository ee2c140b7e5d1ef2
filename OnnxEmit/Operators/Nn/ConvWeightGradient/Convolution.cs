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
    public IEnumerable<Convolution> Parts() => Ranges().Select(range => this with { X = Images(X, range), DY = Images(DY, range) });

    /// <summary>
    /// Where the parts of <see cref="Parts"/> start and end: equally long, so that what is made of each fits as well and none is a rest.
    /// </summary>
    public IEnumerable<(long Start, long End)> Ranges()
    {
        long batch = X.Shape[0].Size ?? 1, perImage = Math.Max((Filters + (Channels * Group)) * Places, 1);
        long images = Math.Max(CachedElements / perImage, (batch + MostParts - 1) / MostParts);
        long count = Math.Max((batch + images - 1) / images, 1);
        if (count == 1)
            return [All];
        return Enumerable.Range(0, (int)count).Select(part => (batch * part / count, batch * (part + 1) / count));
    }

    /// <summary>Some images of a batch; the batch itself where they are all.</summary>
    /// <param name="x">A tensor over the batch.</param>
    /// <param name="images">One of <see cref="Ranges"/>.</param>
    public static Value Images(Value x, (long Start, long End) images) =>
        IsAll(images) ? x : x.SliceAxis(0, images.Start, images.End);

    /// <summary>
    /// For each element of the window, in the order of the weights: what it takes from X at all places, (batch, channels, …) of dY's
    /// places.
    /// </summary>
    public IEnumerable<Value> TapSlices() => TapSlices(PaddedX(), X.SpatialAxes, Slides, All);

    /// <summary>The same of X with its padding in another order of axes.</summary>
    /// <param name="padded">X with its padding.</param>
    /// <param name="spatialAxes">Its spatial axes.</param>
    public IEnumerable<Value> TapSlices(Value padded, long[] spatialAxes) => TapSlices(padded, spatialAxes, Slides, All);

    /// <summary>The same along some of the axes, of some images.</summary>
    /// <param name="padded">X with its padding.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="slides">The places of the window along them.</param>
    /// <param name="images">One of <see cref="Ranges"/>.</param>
    public static IEnumerable<Value> TapSlices(Value padded, long[] axes, ImmutableArray<Slide> slides, (long Start, long End) images)
    {
        long taps = slides.Aggregate(1L, (product, s) => product * s.Kernel);
        long[] batch = IsAll(images) ? [] : [0], from = IsAll(images) ? [] : [images.Start], to = IsAll(images) ? [] : [images.End];
        Value sliced = Value.Constant([.. batch, .. axes]);
        Value? steps = slides.Any(s => s.Stride > 1) ? Value.Constant([.. batch.Select(_ => 1L), .. slides.Select(s => s.Stride)]) : null;
        bool whole = taps == 1 && steps is null && IsAll(images) && slides.All(s => s.Uncovered == 0);
        for (long tap = 0; tap < taps; tap++)
        {
            long[] starts = StartOf(tap, slides);
            IEnumerable<long> ends = starts.Zip(slides, (start, s) => start + ((s.Output - 1) * s.Stride) + 1);
            yield return whole ? padded
                : Op.Slice(padded, Value.Constant([.. from, .. starts]), Value.Constant([.. to, .. ends]), sliced, steps);
        }
    }

    /// <summary>(batch, group · channels, …) as (batch · group, channels, places).</summary>
    /// <param name="x">A tensor over dY's places.</param>
    /// <param name="channels">The channels of one group.</param>
    public Value PerGroup(Value x, long channels) => x.Reshape(-1, channels, Places);

    private static (long Start, long End) All => (0, long.MaxValue);

    private static bool IsAll((long Start, long End) images) => images == All;

    private static long[] StartOf(long tap, ImmutableArray<Slide> slides)
    {
        long[] start = new long[slides.Length];
        for (int i = start.Length - 1; i >= 0; i--)
        {
            start[i] = tap % slides[i].Kernel * slides[i].Dilation;
            tap /= slides[i].Kernel;
        }

        return start;
    }
}
