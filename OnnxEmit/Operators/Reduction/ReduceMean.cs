namespace OnnxEmit.Operators;

/// <summary>The mean of the elements along some axes.</summary>
/// <param name="data">The tensor.</param>
/// <param name="axes">The axes to reduce, an Int64 vector; all when omitted or empty.</param>
/// <param name="keepdims">Whether the reduced axes stay, with length 1.</param>
/// <param name="noopWithEmptyAxes">Whether no axes means that nothing is reduced.</param>
[OnnxOperator(since: 18)]
public sealed partial class ReduceMean(Value data, Value? axes = null, bool keepdims = true, bool noopWithEmptyAxes = false)
    : ReduceOperator(data, axes, keepdims, noopWithEmptyAxes)
{
    // Every element gets its share of the gradient of its mean.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [(Restored(dY) / CountPerResult()).ExpandLike(Data), null];
}
