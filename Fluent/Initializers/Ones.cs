namespace Fluent;

/// <summary>All ones.</summary>
[KerasAlias("one")]
public sealed partial class Ones : Initializer
{
    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random) => values.Fill(1);
}
