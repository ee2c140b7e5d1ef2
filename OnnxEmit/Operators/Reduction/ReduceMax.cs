namespace OnnxEmit.Operators;

/// <summary>The largest element along some axes. Elements that tie share its gradient equally.</summary>
/// <param name="data">The tensor.</param>
/// <param name="axes">The axes to reduce, an Int64 vector; all when omitted or empty.</param>
/// <param name="keepdims">Whether the reduced axes stay, with length 1.</param>
/// <param name="noopWithEmptyAxes">Whether no axes means that nothing is reduced.</param>
[OnnxOperator(since: 18)]
public sealed partial class ReduceMax(Value data, Value? axes = null, bool keepdims = true, bool noopWithEmptyAxes = false)
    : ReduceOperator(data, axes, keepdims, noopWithEmptyAxes)
{
    /// <inheritdoc/>
    public override int SinceVersion => Data.ElementType == ElementType.Bool ? 20 : 18;

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [SharedAmongTied(dY), null];
}
