namespace OnnxEmit.Operators;

/// <summary>The square root of the sum of the squares along some axes.</summary>
/// <param name="data">The tensor.</param>
/// <param name="axes">The axes to reduce, an Int64 vector; all when omitted or empty.</param>
/// <param name="keepdims">Whether the reduced axes stay, with length 1.</param>
/// <param name="noopWithEmptyAxes">Whether no axes means that nothing is reduced.</param>
[OnnxOperator(since: 18)]
public sealed partial class ReduceL2(Value data, Value? axes = null, bool keepdims = true, bool noopWithEmptyAxes = false)
    : ReduceOperator(data, axes, keepdims, noopWithEmptyAxes)
{
    // d√Σx² = x dx / √Σx²; 0 where the norm is 0.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value norm = Restored(Output);
        Value divisor = Op.Where(Op.Equal(norm, Value.Scalar(0, norm)), Value.Scalar(1, norm), norm);
        return [Data * (Restored(dY) / divisor), null];
    }
}
