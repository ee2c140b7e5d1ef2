using System.Runtime.CompilerServices;

namespace Fluent;

/// <summary>One axis or several, counted with the batch as 0; negative ones from the end. Written <c>-1</c> or <c>[1, 2]</c>.</summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public sealed class Axes : IReadOnlyList<int>, IEquatable<Axes>
{
    private readonly int[] items;

    private Axes(int[] items, bool isSingle) => (this.items, IsSingle) = (items, isSingle);

    /// <summary>Whether it was given as one number rather than a list: files keep the difference.</summary>
    public bool IsSingle { get; }

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public int this[int index] => items[index];

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => FromInt32(axis);

    /// <summary>Several axes.</summary>
    public static implicit operator Axes(int[] axes) => Create(axes);

    /// <summary>One axis.</summary>
    public static Axes FromInt32(int axis) => new([axis], isSingle: true);

    /// <summary>Several axes.</summary>
    public static Axes Create(ReadOnlySpan<int> axes) => new([.. axes], isSingle: false);

    /// <summary>The axes from 0, in order, each once; null where one is not there.</summary>
    internal long[]? Resolve(int rank) => items.All(axis => axis >= -rank && axis < rank)
        ? [.. items.Select(axis => (long)(axis < 0 ? axis + rank : axis)).Distinct().Order()]
        : null;

    /// <inheritdoc/>
    public bool Equals(Axes? other) => other is not null && IsSingle == other.IsSingle && items.AsSpan().SequenceEqual(other.items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Axes);

    /// <inheritdoc/>
    public override int GetHashCode() => items.Aggregate(items.Length, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)items).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As in <c>-1</c> or <c>(1, 2)</c>.</summary>
    public override string ToString() => IsSingle ? $"{items[0]}" : $"({string.Join(", ", items)})";
}
