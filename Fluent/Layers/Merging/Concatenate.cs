using OnnxEmit;

namespace Fluent;

/// <summary>Puts several tensors one behind the other along an axis.</summary>
/// <remarks>Inputs of one rank and equal lengths along all other axes; output with the lengths along the axis added.</remarks>
/// <param name="axis">The axis; the last by default.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Concatenate(int axis = -1, string? name = null) : MergingLayer(name)
{
    /// <inheritdoc/>
    protected override Value Merge(Value[] inputs, LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        int rank = inputs[0].Rank, along = Axis < 0 ? Axis + rank : Axis;
        if (inputs.Any(x => x.Rank != rank))
            throw call.Expects("inputs of one rank");
        if (along < 0 || along >= rank)
            throw call.Expects($"an axis from {-rank} to {rank - 1}", $"{Axis}");
        return inputs.All(x => Enumerable.Range(0, rank).All(a => a == along || x.Shape[a].MayEqual(inputs[0].Shape[a])))
            ? Op.Concat(Axis, inputs)
            : throw call.Expects($"inputs of equal lengths but along axis {along}");
    }

    // Along the steps masks are joined like the inputs; elsewhere a step is valid where any input's is.
    /// <inheritdoc/>
    protected override Value? MergeMasks(IReadOnlyList<MaskedValue> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.All(i => i.Mask is null))
            return null;
        Value[] masks = [.. inputs.Select(i => i.Mask ?? AllValid(i.Value))];
        int along = Axis < 0 ? Axis + inputs[0].Value.Rank : Axis;
        return along < 2 ? Op.Concat(along, masks) : masks.Aggregate((a, b) => Op.Or(a, b));
    }

    private static Value AllValid(Value x) =>
        Op.ConstantOfShape(Op.Shape(x, 0, Math.Min(2, x.Rank - 1)), TensorData.Create<bool>([1], [true]));
}
