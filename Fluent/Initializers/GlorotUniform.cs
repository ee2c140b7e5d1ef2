namespace Fluent;

/// <summary>Even in ±√(6 / (inputs + outputs)): Keras's default for kernels (Glorot and Bengio 2010).</summary>
/// <param name="seed">The seed; the global one when omitted.</param>
public sealed partial class GlorotUniform(int? seed = null) : Initializer
{
    /// <inheritdoc/>
    protected override int? SeedOrNull => Seed;

    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random) =>
        VarianceScaling.Fill(values, dims, random, scale: 1, "fan_avg", "uniform");
}
