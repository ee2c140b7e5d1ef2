using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OnnxEmit;

/// <summary>The lengths of a tensor's axes, outermost first. Written as a collection: <c>["batch", 28, 28, 1]</c>. Immutable.</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<Dim>, IEquatable<Shape>
{
    internal const int MostAxes = 64;                  // as in numpy

    private readonly ImmutableArray<Dim> dims;

    private Shape(ImmutableArray<Dim> dims) => this.dims = dims;

    /// <summary>The shape of a single number: no axes.</summary>
    public static Shape Scalar { get; } = [];

    /// <summary>How many axes there are.</summary>
    public int Rank => dims.Length;

    /// <summary>How many axes there are, as <see cref="Rank"/>.</summary>
    public int Length => dims.Length;

    int IReadOnlyCollection<Dim>.Count => dims.Length;

    /// <summary>Whether every axis is a number.</summary>
    public bool IsKnown => dims.All(static d => d.IsKnown);

    /// <summary>How many elements a tensor of this shape has.</summary>
    public Dim Elements => dims.Aggregate((Dim)1, (product, d) => product * d);

    /// <summary>The length of one axis; <c>^1</c> is the last.</summary>
    public Dim this[Index axis] => dims[axis.GetOffset(dims.Length)];

    /// <summary>The length of one axis.</summary>
    public Dim this[int index] => dims[index];

    /// <summary>The axes of a shape, for what takes them written as a collection.</summary>
    public static implicit operator ReadOnlySpan<Dim>(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.AsSpan();
    }

    /// <summary>The axes.</summary>
    public ReadOnlySpan<Dim> AsSpan() => dims.AsSpan();

    /// <summary>A shape of these axes.</summary>
    public static Shape Create(ReadOnlySpan<Dim> dims) => new([.. dims]);

    /// <summary>A shape of numbers.</summary>
    public static Shape Of(params ReadOnlySpan<long> sizes)
    {
        Dim[] lengths = new Dim[sizes.Length];
        for (int i = 0; i < lengths.Length; i++)
            lengths[i] = sizes[i];
        return new(ImmutableCollectionsMarshal.AsImmutableArray(lengths));
    }

    /// <summary>The axes from <paramref name="start"/>, for ranges such as <c>shape[1..]</c>.</summary>
    public Shape Slice(int start, int length) => new(dims.Slice(start, length));

    /// <summary>The shape with one axis replaced.</summary>
    public Shape With(Index axis, Dim dim) => new(dims.SetItem(axis.GetOffset(dims.Length), dim));

    /// <summary>The sizes as numbers.</summary>
    /// <exception cref="InvalidOperationException">An axis is not a number.</exception>
    public long[] ToSizes()
    {
        long[] sizes = new long[dims.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = dims[i].Size ?? throw new InvalidOperationException(
                $"Shape {this} expects every axis to be a number here. Received: {dims[i]}. " +
                "Give the batch and the unknown axes a size first.");
        }

        return sizes;
    }

    /// <summary>Numpy's broadcasting of two shapes, which ONNX follows; null where they do not fit.</summary>
    public static Shape? TryBroadcast(Shape a, Shape b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (Covers(a, b))
            return a;
        if (Covers(b, a))
            return b;
        Dim[] result = new Dim[Math.Max(a.Rank, b.Rank)];
        for (int i = 1; i <= result.Length; i++)
        {
            Dim x = i <= a.Rank ? a[^i] : 1, y = i <= b.Rank ? b[^i] : 1;
            if (x == y || y == 1)
                result[^i] = x;
            else if (x == 1)
                result[^i] = y;
            else if (x.IsKnown && y.IsKnown)
                return null;
            else                                       // a number other than 1 decides; two different names stay open
                result[^i] = x.IsKnown ? x : y.IsKnown ? y : Dim.Derived($"broadcast({x.ToFormula()}, {y.ToFormula()})");
        }

        // Often it is one of the two: graphs of many values then share a few shapes.
        return a.dims.AsSpan().SequenceEqual(result) ? a : b.dims.AsSpan().SequenceEqual(result) ? b
            : new(ImmutableCollectionsMarshal.AsImmutableArray(result));
    }

    // Whether broadcasting the other to it leaves it as it is, as nearly always, whatever the names stand for.
    private static bool Covers(Shape a, Shape b)
    {
        for (int i = 1; i <= b.Rank; i++)
        {
            if (i > a.Rank || !(b[^i] == 1 || a[^i] == b[^i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && dims.AsSpan().SequenceEqual(other.dims.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => dims.Aggregate(dims.Length, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<Dim> GetEnumerator() => ((IEnumerable<Dim>)dims).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As in <c>(batch, 28, 28, 1)</c>.</summary>
    public override string ToString() => $"({string.Join(", ", dims)})";
}
