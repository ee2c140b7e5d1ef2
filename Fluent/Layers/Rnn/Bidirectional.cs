using System.Collections.Immutable;
using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent;

/// <summary>Walks a sequence in both directions, by two recurrent layers, and merges what they give (Schuster and Paliwal 1997).</summary>
/// <remarks>
/// Input (batch, steps, …), with first states as argument <c>initial_state</c> where wanted, those of the forward layer first; output as
/// the layers give it, merged, then the states of both where wanted. The weights are the layers', each with its own.
/// </remarks>
/// <param name="layer">The recurrent layer; a copy of it, named <c>forward_…</c>, walks forwards.</param>
/// <param name="mergeMode">How the outputs are merged: <c>concat</c> along the last axis, <c>sum</c>, <c>mul</c>, <c>ave</c>; null gives
/// both.</param>
/// <param name="backwardLayer">What walks backwards; a copy of the layer, named <c>backward_…</c>, when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Bidirectional(
    RecurrentLayer layer, string? mergeMode = "concat", RecurrentLayer? backwardLayer = null, string? name = null) : Layer(name)
{
    /// <summary>The layer that walks forwards.</summary>
    public RecurrentLayer Layer { get; } = Copy(layer, "forward", turns: false);

    /// <summary>The layer that walks backwards.</summary>
    public RecurrentLayer BackwardLayer { get; } = backwardLayer is null ? Copy(layer, "backward", turns: true) : Masked(backwardLayer);

    internal override string InputName => "sequences";

    /// <inheritdoc/>
    protected internal override bool NeedsFloat => true;

    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (Layer.ReturnSequences != BackwardLayer.ReturnSequences || Layer.ReturnState != BackwardLayer.ReturnState
            || Layer.GoBackwards == BackwardLayer.GoBackwards)
        {
            throw call.Expects("two layers of opposite directions that return the same", $"{Layer.GetConfig().ToJsonString()} and " +
                $"{BackwardLayer.GetConfig().ToJsonString()}");
        }

        MaskedValue x = call.Inputs[0];
        IReadOnlyList<Value> states = [.. call.Inputs.Skip(1).Select(input => input.Value), .. call.TensorList("initial_state")];
        int half = states.Count / 2;
        ImmutableArray<MaskedValue> forward = call.Child("forward_layer", Layer, Given(states.Take(half))).Outputs;
        ImmutableArray<MaskedValue> backward = call.Child("backward_layer", BackwardLayer, Given(states.Skip(half))).Outputs;
        Value y = forward[0].Value;
        Value z = Layer.ReturnSequences ? backward[0].Value.SliceAxis(1, -1, long.MinValue, -1) : backward[0].Value;
        Value? mask = forward[0].Mask;
        IEnumerable<MaskedValue> merged = Merged(y, z, call).Select(value => new MaskedValue(value, mask));
        return LayerResult.WithMasks([.. merged, .. forward[1..], .. backward[1..]]);

        MaskedValue[] Given(IEnumerable<Value> initial) => [x, .. initial.Select(state => new MaskedValue(state))];
    }

    private Value[] Merged(Value forward, Value backward, LayerCall call) => MergeMode switch
    {
        null => [forward, backward],
        "concat" => [Op.Concat(-1, forward, backward)],
        "sum" => [forward + backward],
        "mul" => [forward * backward],
        "ave" => [(forward + backward) / 2],
        _ => throw call.Expects("a merge mode of concat, sum, mul, ave or none", $"'{MergeMode}'"),
    };

    private static RecurrentLayer Copy(RecurrentLayer layer, string prefix, bool turns)
    {
        ArgumentNullException.ThrowIfNull(layer);
        JsonObject serialized = Saving.LayerConfig.Serialize(layer);
        JsonObject config = serialized["config"]!.AsObject();
        string start = "forward_", name = layer.Name;
        config["name"] = $"{prefix}_{(name.StartsWith(start, StringComparison.Ordinal) ? name[start.Length..] : name)}";
        if (turns)
            config["go_backwards"] = !layer.GoBackwards;
        return Masked((RecurrentLayer)Saving.LayerConfig.Deserialize(serialized));
    }

    // What a mask excludes must not take part in the merging.
    private static RecurrentLayer Masked(RecurrentLayer layer)
    {
        layer.ZeroOutputForMask = layer.ReturnSequences;
        return layer;
    }
}
