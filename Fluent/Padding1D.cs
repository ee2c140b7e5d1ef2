namespace Fluent;

/// <summary>Steps added at, or taken from, the two ends of a sequence.</summary>
/// <param name="Before">Before the first.</param>
/// <param name="After">After the last.</param>
public readonly record struct Padding1D(int Before, int After)
{
    /// <summary>The same at both ends.</summary>
    public static implicit operator Padding1D(int both) => new(both, both);

    /// <summary>Both ends.</summary>
    public static implicit operator Padding1D((int Before, int After) ends) => new(ends.Before, ends.After);

    /// <summary>As in <c>(1, 2)</c>.</summary>
    public override string ToString() => $"({Before}, {After})";
}
