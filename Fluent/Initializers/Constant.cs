namespace Fluent;

/// <summary>The same number everywhere.</summary>
/// <param name="value">The number.</param>
public sealed partial class Constant(float value = 0) : Initializer
{
    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random) => values.Fill(Value);
}
