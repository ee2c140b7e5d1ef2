using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace OnnxEmit;

/// <summary>The gradient of each input of an operator; null where none flows. Written as a collection: <c>[dA, dB]</c>.</summary>
[CollectionBuilder(typeof(Gradients), nameof(Create))]
public sealed class Gradients : IReadOnlyList<Value?>
{
    private readonly ImmutableArray<Value?> items;

    private Gradients(ImmutableArray<Value?> items) => this.items = items;

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public Value? this[int index] => items[index];

    /// <summary>Gradients for the first inputs; later ones get none.</summary>
    public static Gradients Create(ReadOnlySpan<Value?> items) => new([.. items]);

    /// <summary>No gradient flows: the result does not change with small changes of the inputs.</summary>
    public static Gradients None(int inputs) => new([.. new Value?[inputs]]);

    /// <inheritdoc/>
    public IEnumerator<Value?> GetEnumerator() => ((IEnumerable<Value?>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Which inputs of an operator want a gradient.</summary>
public readonly struct Needs
{
    private readonly bool[] inputs;

    internal Needs(bool[] inputs) => this.inputs = inputs;

    /// <summary>
    /// Whether this input wants one, or, counted on behind the inputs, this captured value; false for inputs that are left out.
    /// </summary>
    public bool this[int input] => input < inputs.Length && inputs[input];
}
