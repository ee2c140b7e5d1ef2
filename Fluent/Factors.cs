using System.Runtime.CompilerServices;

namespace Fluent;

/// <summary>One number, or one for each channel. Written <c>1f / 255</c> or <c>[0.229f, 0.224f, 0.225f]</c>.</summary>
[CollectionBuilder(typeof(Factors), nameof(Create))]
public sealed class Factors : IReadOnlyList<float>
{
    private readonly float[] items;

    private Factors(float[] items, bool isSingle) => (this.items, IsSingle) = (items, isSingle);

    /// <summary>Whether one number serves all channels.</summary>
    public bool IsSingle { get; }

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public float this[int index] => items[index];

    /// <summary>One number for all channels.</summary>
    public static implicit operator Factors(float number) => FromSingle(number);

    /// <summary>One number for each channel.</summary>
    public static implicit operator Factors(float[] numbers) => Create(numbers);

    /// <summary>One number for all channels.</summary>
    public static Factors FromSingle(float number) => new([number], isSingle: true);

    /// <summary>One number for each channel.</summary>
    public static Factors Create(ReadOnlySpan<float> numbers) => new([.. numbers], isSingle: false);

    /// <inheritdoc/>
    public IEnumerator<float> GetEnumerator() => ((IEnumerable<float>)items).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
