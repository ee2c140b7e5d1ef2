using OnnxEmit;

namespace Fluent.Operations;

/// <summary>max(x, 0).</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
[KerasName("Relu", Module = "keras.src.ops.nn")]
public sealed partial class Relu(string? name = null) : UnaryOperation(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Op.Relu(x);
}
