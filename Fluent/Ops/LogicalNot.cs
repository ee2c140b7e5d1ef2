using OnnxEmit;

namespace Fluent.Operations;

/// <summary>Whether x is not true.</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class LogicalNot(string? name = null) : UnaryOperation(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Op.Not(x.Cast(ElementType.Bool));
}
