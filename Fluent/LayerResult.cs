using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>What a layer's lowering returns: its outputs, each with its mask.</summary>
public sealed class LayerResult
{
    private LayerResult(ImmutableArray<MaskedValue> outputs, bool masksDecided)
    {
        (Outputs, MasksDecided) = (outputs, masksDecided);
    }

    /// <summary>The outputs.</summary>
    public ImmutableArray<MaskedValue> Outputs { get; }

    /// <summary>The first output's value.</summary>
    public Value Value => Outputs[0].Value;

    /// <summary>Whether the layer said what becomes of the mask; otherwise it passes through where the layer supports masking.</summary>
    internal bool MasksDecided { get; }

    /// <summary>One output.</summary>
    public static implicit operator LayerResult(Value value) => FromValue(value);

    /// <summary>Several outputs.</summary>
    public static implicit operator LayerResult(Value[] values) => FromValues(values);

    /// <summary>One output.</summary>
    public static LayerResult FromValue(Value value) => new([new(value)], masksDecided: false);

    /// <summary>Several outputs.</summary>
    public static LayerResult FromValues(params IEnumerable<Value> values) =>
        new([.. values.Select(v => new MaskedValue(v))], masksDecided: false);

    /// <summary>Outputs with the masks that go with them; none where null.</summary>
    public static LayerResult WithMasks(params IEnumerable<MaskedValue> outputs) => new([.. outputs], masksDecided: true);
}
