using OnnxEmit;

namespace Fluent;

/// <summary>Keeps a weight from going below 0.</summary>
public sealed partial class NonNeg : Constraint
{
    /// <inheritdoc/>
    protected internal override Value Lower(Value weight) => Op.Relu(weight);
}
