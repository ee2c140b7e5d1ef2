namespace Fluent;

/// <summary>All zeros.</summary>
[KerasAlias("zero")]
public sealed partial class Zeros : Initializer
{
    /// <summary>One for all layers that are given none: it holds nothing that changes.</summary>
    internal static Zeros Shared { get; } = new();

    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random) => values.Clear();
}
