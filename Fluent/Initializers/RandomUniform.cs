namespace Fluent;

/// <summary>Even between two numbers.</summary>
/// <param name="minval">The lower limit.</param>
/// <param name="maxval">The upper limit, at least the lower one.</param>
/// <param name="seed">The seed; the global one when omitted.</param>
[KerasAlias("uniform")]
public sealed partial class RandomUniform(float minval = -0.05f, float maxval = 0.05f, int? seed = null) : Initializer
{
    /// <summary>The upper limit.</summary>
    public float Maxval { get; } = Check.That(maxval >= minval, maxval, nameof(RandomUniform), "maxval to be at least minval");

    /// <inheritdoc/>
    protected override int? SeedOrNull => Seed;

    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double range = (double)Maxval - Minval;
        foreach (ref float value in values)
            value = (float)(Minval + (range * random.NextDouble()));
    }
}
