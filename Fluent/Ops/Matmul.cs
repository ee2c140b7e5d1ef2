using OnnxEmit;

namespace Fluent.Operations;

/// <summary>The matrix product over the last two axes; a vector counts as a row at the left and as a column at the right.</summary>
/// <remarks>Sides (…, n, k) and (…, k, m); output (…, n, m), leading axes broadcast.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Matmul(string? name = null) : BinaryOperation(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value a, Value b) => Op.MatMul(a, b);
}
