using OnnxEmit;

namespace Fluent;

/// <summary>The smallest of several tensors, element by element.</summary>
/// <remarks>Inputs of shapes that broadcast; output of the broadcast shape. Where an input is masked, the others decide.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Minimum(string? name = null) : ElementwiseMerge(name)
{
    /// <inheritdoc/>
    protected override Value Combine(Value[] inputs) => inputs.Aggregate((a, b) => Op.Min(a, b));

    /// <inheritdoc/>
    protected override Value Combine(Value[] inputs, Value?[] masks) => CombineUnmasked(inputs, masks, (a, b) => Op.Min(a, b));
}
