namespace Fluent;

/// <summary>A length: of a kernel, a window or a step over a sequence.</summary>
/// <param name="Length">How many steps.</param>
public readonly record struct Size1D(int Length)
{
    /// <summary>A length.</summary>
    public static implicit operator Size1D(int length) => new(length);

    internal long[] ToArray() => [Length];

    /// <summary>As in <c>(3)</c>.</summary>
    public override string ToString() => $"({Length})";
}
