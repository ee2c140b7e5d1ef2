using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OnnxEmit;

/// <summary>
/// The length of one axis: a number (<c>28</c>), a product of a number and names (<c>4·batch·time</c>), or an unknown that is equal to
/// itself only.
/// </summary>
/// <remarks>
/// Products are kept so that Reshape and Flatten divide exactly. An unknown carries the formula it comes from: two branches that compute
/// the same length from the same length agree, although neither knows it. Immutable; safe to share between threads.
/// </remarks>
public readonly struct Dim : IEquatable<Dim>
{
    private const char Times = '·';
    private const char UnknownMark = '?';
    private const int Longest = 200;                   // of the text behind a length; longer ones are told apart by their hash
    private static long unknowns;

    private readonly long factor;
    private readonly string? names;                    // sorted, joined by '·'; null for a plain number

    private Dim(long factor, string? names)
    {
        this.factor = factor;
        this.names = factor == 0 || string.IsNullOrEmpty(names) ? null : names;
    }

    /// <summary>The number, or null where names or unknowns take part.</summary>
    public long? Size => names is null ? factor : null;

    /// <summary>Whether the length is a number.</summary>
    public bool IsKnown => names is null;

    /// <summary>Whether an unknown takes part: the length has no name that a file could carry.</summary>
    public bool IsUnknown => names is not null && names.Contains(UnknownMark, StringComparison.Ordinal);

    /// <summary>A length of which nothing is known; equal to no other.</summary>
    public static Dim Unknown() => new(1, UnknownMark + Interlocked.Increment(ref unknowns).ToString(CultureInfo.InvariantCulture));

    /// <summary>The unknown result of <paramref name="formula"/>: equal formulas give equal lengths.</summary>
    /// <param name="formula">What is computed from which lengths, for example <c>conv(h, 3, 2)</c>.</param>
    public static Dim Derived(string formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return new(1, UnknownMark + (formula.Length <= Longest ? Escape(formula)
            : Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(formula.AsSpan())))));
    }

    /// <summary>A named length; a product written as <c>4·batch</c> is read as one.</summary>
    /// <param name="name">The name, for example <c>batch</c>; empty gives an unknown.</param>
    public static Dim Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            return Unknown();
        if (name.Length > Longest)
            return Derived(name);
        if (!name.Contains(Times, StringComparison.Ordinal))
            return new(1, name);
        string[] parts = name.Split(Times);
        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? new(number, Sorted(parts[1..]))
            : new(1, Sorted(parts));
    }

    /// <summary>A known length.</summary>
    public static implicit operator Dim(long size) => new(size, null);

    /// <summary>A known length.</summary>
    public static implicit operator Dim(int size) => new(size, null);

    /// <summary>A named length; null stands for an unknown one.</summary>
    public static implicit operator Dim(string? name) => name is null ? Unknown() : Named(name);

    /// <summary>The product, exact; an unknown where it is longer than any tensor.</summary>
    public static Dim operator *(Dim a, Dim b)
    {
        Int128 product = (Int128)a.factor * b.factor;
        if (product != (long)product || (a.names is not null && b.names is not null && a.names.Length + b.names.Length > Longest))
            return Derived($"product({a.ToFormula()}, {b.ToFormula()})");
        return new((long)product,
            a.names is null ? b.names : b.names is null ? a.names : Sorted([.. a.names.Split(Times), .. b.names.Split(Times)]));
    }

    /// <summary>Whether both are the same length for certain.</summary>
    public static bool operator ==(Dim a, Dim b) => a.Equals(b);

    /// <summary>Whether the lengths may differ.</summary>
    public static bool operator !=(Dim a, Dim b) => !a.Equals(b);

    /// <summary>Divides exactly where numbers and names allow it.</summary>
    /// <param name="divisor">What to divide by.</param>
    /// <param name="quotient">The quotient, where there is one.</param>
    /// <returns>Whether the division is exact whatever the names stand for.</returns>
    public bool TryDivide(Dim divisor, out Dim quotient)
    {
        quotient = default;
        if (divisor.factor == 0 || factor % divisor.factor != 0)
            return false;
        List<string> rest = names is null ? [] : [.. names.Split(Times)];
        foreach (string name in divisor.names?.Split(Times) ?? [])
        {
            if (!rest.Remove(name))
                return false;
        }

        quotient = new(factor / divisor.factor, string.Join(Times, rest));
        return true;
    }

    /// <summary>Whether nothing known forbids that both are the same length.</summary>
    public bool MayEqual(Dim other) => !IsKnown || !other.IsKnown || factor == other.factor;

    /// <summary>The better known of two lengths that must be equal: a number before a name, a name before an unknown.</summary>
    public Dim Unify(Dim other) => IsKnown ? this : other.IsKnown ? other : IsUnknown ? other : this;

    /// <inheritdoc/>
    public bool Equals(Dim other) => factor == other.factor && names == other.names;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dim other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(factor, names);

    /// <summary>The number, the product as in <c>4·batch</c>, or <c>?</c>.</summary>
    public override string ToString() =>
        names is null ? factor.ToString(CultureInfo.InvariantCulture)
        : IsUnknown ? "?"
        : factor == 1 ? names
        : string.Create(CultureInfo.InvariantCulture, $"{factor}{Times}{names}");

    /// <summary>What this length is in a formula of <see cref="Derived"/>: unlike <see cref="ToString"/>, unknowns differ.</summary>
    public string ToFormula() => names is null ? ToString() : string.Create(CultureInfo.InvariantCulture, $"{factor}*{Escape(names)}");

    private static string Escape(string formula) => formula.Replace(Times, '*');

    private static string Sorted(string[] parts)
    {
        Array.Sort(parts, StringComparer.Ordinal);
        return string.Join(Times, parts);
    }
}
