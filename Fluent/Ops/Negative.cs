using OnnxEmit;

namespace Fluent.Operations;

/// <summary>−x.</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Negative(string? name = null) : UnaryOperation(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Op.Neg(x);
}
