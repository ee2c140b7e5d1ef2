using OnnxEmit;

namespace Fluent.Operations;

/// <summary>eˣ.</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Exp(string? name = null) : UnaryOperation(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Op.Exp(x.ElementType.IsFloat ? x : x.Cast(ElementType.Float));
}
