namespace Fluent;

/// <summary>A matrix with the same number all along its diagonal, and 0 elsewhere.</summary>
/// <param name="gain">The number.</param>
[KerasName("Identity")]
[KerasAlias("IdentityInitializer", "identity_initializer")]
public sealed partial class IdentityInitializer(float gain = 1) : Initializer
{
    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random)
    {
        if (dims.Length != 2)
            throw new FluentException(nameof(IdentityInitializer), "a weight of two axes", $"({string.Join(", ", dims.ToArray())})");
        values.Clear();
        for (long i = 0; i < Math.Min(dims[0], dims[1]); i++)
            values[checked((int)((i * dims[1]) + i))] = Gain;
    }
}
