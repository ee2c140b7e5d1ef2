namespace Fluent;

/// <summary>Normal, drawn again where beyond two standard deviations.</summary>
/// <param name="mean">The mean.</param>
/// <param name="stddev">The standard deviation, before the cut, 0 or more.</param>
/// <param name="seed">The seed; the global one when omitted.</param>
public sealed partial class TruncatedNormal(float mean = 0, float stddev = 0.05f, int? seed = null) : Initializer
{
    /// <summary>The standard deviation.</summary>
    public float Stddev { get; } = Check.NotNegative(stddev, nameof(TruncatedNormal));

    /// <inheritdoc/>
    protected override int? SeedOrNull => Seed;

    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random)
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach (ref float value in values)
            value = (float)(Mean + (Stddev * random.NextTruncatedNormal()));
    }
}
