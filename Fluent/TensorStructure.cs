using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Fluent;

/// <summary>The inputs or outputs of a model: one tensor, a list, or a dictionary by name, as Keras keeps them.</summary>
[CollectionBuilder(typeof(TensorStructure), nameof(Create))]
public sealed class TensorStructure : IReadOnlyList<Tensor>
{
    private TensorStructure(ImmutableArray<Tensor> items, ImmutableArray<string> keys, bool isSingle)
    {
        (Items, Keys, IsSingle) = (items, keys, isSingle);
    }

    /// <summary>The tensors; those of a dictionary in the order of their keys.</summary>
    public ImmutableArray<Tensor> Items { get; }

    /// <summary>The keys of a dictionary, sorted; empty otherwise.</summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>Whether it is a tensor by itself rather than a list of one.</summary>
    public bool IsSingle { get; }

    /// <inheritdoc/>
    public int Count => Items.Length;

    /// <inheritdoc/>
    public Tensor this[int index] => Items[index];

    /// <summary>One tensor.</summary>
    public static implicit operator TensorStructure(Tensor tensor) => FromTensor(tensor);

    /// <summary>A list.</summary>
    public static implicit operator TensorStructure(Tensor[] tensors) => Create(tensors);

    /// <summary>A list.</summary>
    public static implicit operator TensorStructure(Input[] tensors) => Create(tensors);

    /// <summary>A list.</summary>
    public static implicit operator TensorStructure(List<Tensor> tensors) => Create([.. tensors]);

    /// <summary>A dictionary.</summary>
    public static implicit operator TensorStructure(Dictionary<string, Tensor> tensors) => FromDictionary(tensors);

    /// <summary>One tensor.</summary>
    public static TensorStructure FromTensor(Tensor tensor) => new(Given([tensor]), [], isSingle: true);

    /// <summary>A list.</summary>
    public static TensorStructure Create(ReadOnlySpan<Tensor> tensors) => new(Given([.. tensors]), [], isSingle: false);

    /// <summary>A dictionary.</summary>
    public static TensorStructure FromDictionary(IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ImmutableArray<string> keys = [.. tensors.Keys.Order(StringComparer.Ordinal)];
        return new(Given([.. keys.Select(key => tensors[key])]), keys, isSingle: false);
    }

    /// <inheritdoc/>
    public IEnumerator<Tensor> GetEnumerator() => ((IEnumerable<Tensor>)Items).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    private static ImmutableArray<Tensor> Given(ImmutableArray<Tensor> tensors) => !tensors.Contains(null!) ? tensors
        : throw new FluentException("A model", "tensors for its inputs and outputs", "null");

    /// <summary>The same structure of other tensors.</summary>
    internal TensorStructure With(IEnumerable<Tensor> tensors) => new([.. tensors], Keys, IsSingle);
}
