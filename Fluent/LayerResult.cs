using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>What a layer's lowering returns: its outputs, each with its mask.</summary>
public readonly record struct LayerResult
{
    private readonly MaskedValue first;
    private readonly ImmutableArray<MaskedValue> all;      // default where there is one, as of nearly all layers

    private LayerResult(MaskedValue only) => first = only;

    private LayerResult(ImmutableArray<MaskedValue> outputs, bool masksDecided)
    {
        (first, all, MasksDecided) = (outputs.FirstOrDefault(), outputs, masksDecided);
    }

    /// <summary>The outputs.</summary>
    public ImmutableArray<MaskedValue> Outputs => all.IsDefault ? [first] : all;

    /// <summary>The first output's value.</summary>
    public Value Value => first.Value;

    /// <summary>Whether there is no output.</summary>
    internal bool IsDefault => first.Value is null;

    /// <summary>The number of outputs.</summary>
    internal int Count => all.IsDefault ? 1 : all.Length;

    /// <summary>One of the outputs.</summary>
    internal MaskedValue this[int index] => all.IsDefault ? first : all[index];

    /// <summary>Whether the layer said what becomes of the mask; otherwise it passes through where the layer supports masking.</summary>
    internal bool MasksDecided { get; }

    /// <summary>One output.</summary>
    public static implicit operator LayerResult(Value value) => FromValue(value);

    /// <summary>Several outputs.</summary>
    public static implicit operator LayerResult(Value[] values) => FromValues(values);

    /// <summary>One output.</summary>
    public static LayerResult FromValue(Value value) => new(new MaskedValue(value));

    /// <summary>Several outputs.</summary>
    public static LayerResult FromValues(params IEnumerable<Value> values) =>
        new([.. values.Select(v => new MaskedValue(v))], masksDecided: false);

    /// <summary>Outputs with the masks that go with them; none where null.</summary>
    public static LayerResult WithMasks(params IEnumerable<MaskedValue> outputs) => new([.. outputs], masksDecided: true);
}
