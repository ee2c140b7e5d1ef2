namespace Fluent;

/// <summary>All ones.</summary>
[KerasAlias("one")]
public sealed partial class Ones : Initializer
{
    /// <summary>One for all layers that are given none: it holds nothing that changes.</summary>
    internal static Ones Shared { get; } = new();

    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random) => values.Fill(1);
}
