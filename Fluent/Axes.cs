using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Fluent;

/// <summary>One axis or several, as Keras has them: <c>0</c> or <c>[0, 1, 2]</c>; negative ones count from the end.</summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public readonly struct Axes : IReadOnlyList<int>, IEquatable<Axes>
{
    private readonly ImmutableArray<int> items;

    private Axes(ImmutableArray<int> items) => this.items = items;

    /// <inheritdoc/>
    public int Count => items.IsDefault ? 0 : items.Length;

    /// <inheritdoc/>
    public int this[int index] => items[index];

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => FromInt32(axis);

    /// <summary>Whether both are the same axes in the same order.</summary>
    public static bool operator ==(Axes a, Axes b) => a.Equals(b);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Axes a, Axes b) => !a.Equals(b);

    /// <summary>One axis.</summary>
    public static Axes FromInt32(int axis) => new([axis]);

    /// <summary>Several axes.</summary>
    public static Axes Create(ReadOnlySpan<int> axes) => new([.. axes]);

    /// <summary>As an operator's list of axes.</summary>
    public long[] ToInt64() => [.. this.Select(axis => (long)axis)];

    /// <inheritdoc/>
    public bool Equals(Axes other) => this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Axes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => this.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => (items.IsDefault ? Enumerable.Empty<int>() : items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As in <c>0</c> or <c>(0, 1)</c>.</summary>
    public override string ToString() => Count == 1 ? $"{items[0]}" : $"({string.Join(", ", this)})";
}
