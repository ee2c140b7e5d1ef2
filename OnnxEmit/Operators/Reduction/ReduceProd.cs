namespace OnnxEmit.Operators;

/// <summary>The product of the elements along some axes.</summary>
/// <param name="data">The tensor.</param>
/// <param name="axes">The axes to reduce, an Int64 vector; all when omitted or empty.</param>
/// <param name="keepdims">Whether the reduced axes stay, with length 1.</param>
/// <param name="noopWithEmptyAxes">Whether no axes means that nothing is reduced.</param>
[OnnxOperator(since: 18)]
public sealed partial class ReduceProd(Value data, Value? axes = null, bool keepdims = true, bool noopWithEmptyAxes = false)
    : ReduceOperator(data, axes, keepdims, noopWithEmptyAxes)
{
    /// <inheritdoc/>
    protected internal override Shape? InferContent() => ReducedAxes is [0] && Data.Content is { } items ? [items.Elements] : null;

    // The derivative by an element is the product of the others. With the zeros taken as 1 that is p / x, where no other element is 0.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value zero = Value.Scalar(0, Data), one = Value.Scalar(1, Data);
        Value isZero = Op.Equal(Data, zero);
        Value zeros = isZero.Cast(dY.ElementType), nonzero = Op.Where(isZero, one, Data);
        Value otherZeros = Op.ReduceSum(zeros, Axes, keepdims: true, NoopWithEmptyAxes) - zeros;
        Value others = Op.ReduceProd(nonzero, Axes, keepdims: true, NoopWithEmptyAxes) / nonzero;
        return [Restored(dY) * others * Op.Equal(otherZeros, zero).Cast(dY.ElementType), null];
    }
}
