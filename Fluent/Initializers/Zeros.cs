namespace Fluent;

/// <summary>All zeros.</summary>
[KerasAlias("zero")]
public sealed partial class Zeros : Initializer
{
    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random) => values.Clear();
}
