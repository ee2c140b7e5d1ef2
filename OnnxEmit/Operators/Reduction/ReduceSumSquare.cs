namespace OnnxEmit.Operators;

/// <summary>The sum of the squares along some axes.</summary>
/// <param name="data">The tensor.</param>
/// <param name="axes">The axes to reduce, an Int64 vector; all when omitted or empty.</param>
/// <param name="keepdims">Whether the reduced axes stay, with length 1.</param>
/// <param name="noopWithEmptyAxes">Whether no axes means that nothing is reduced.</param>
[OnnxOperator(since: 18)]
public sealed partial class ReduceSumSquare(Value data, Value? axes = null, bool keepdims = true, bool noopWithEmptyAxes = false)
    : ReduceOperator(data, axes, keepdims, noopWithEmptyAxes)
{
    // dΣx² = 2x dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Data * (Restored(dY) * 2), null];
}
