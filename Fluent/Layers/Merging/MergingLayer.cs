using OnnxEmit;

namespace Fluent;

/// <summary>A layer that makes one tensor of several.</summary>
/// <param name="name">Its name; made from its class when null.</param>
public abstract class MergingLayer(string? name) : Layer(name)
{
    /// <summary>Writes what it computes as ONNX operators.</summary>
    /// <param name="inputs">The inputs' values.</param>
    /// <param name="call">The circumstances of the call, the inputs' masks among them.</param>
    protected abstract Value Merge(Value[] inputs, LayerCall call);

    /// <summary>The mask of the result; where any input's step is valid, unless overridden.</summary>
    /// <param name="inputs">The inputs with their masks.</param>
    protected virtual Value? MergeMasks(IReadOnlyList<MaskedValue> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Any(i => i.Mask is null) ? null : inputs.Select(i => i.Mask!).Aggregate((a, b) => Op.Or(a, b));
    }

    /// <inheritdoc/>
    protected internal sealed override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Inputs.Count == 0)
            throw call.Expects("at least 1 input tensor", "none");
        ElementType type = call.Inputs.Select(i => i.Value.ElementType).Aggregate(Promotion.Wider);
        Value result = Merge([.. call.Inputs.Select(i => i.Value.Cast(type))], call);
        return LayerResult.WithMasks(new MaskedValue(result, MergeMasks(call.Inputs)));
    }
}
