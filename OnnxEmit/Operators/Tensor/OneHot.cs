namespace OnnxEmit.Operators;

/// <summary>For each index a new axis that is "on" at that place and "off" elsewhere.</summary>
/// <remarks>Indices (a…, b…) give (a…, depth, b…). Negative indices count from the end; those out of range are "off" everywhere.</remarks>
/// <param name="indices">Places along the new axis, any numeric type.</param>
/// <param name="depth">The length of the new axis, a number of any numeric type.</param>
/// <param name="values">What "off" and "on" are, a vector of two; gives the output's element type.</param>
/// <param name="axis">Where the new axis stands in the output; negative counts from the end.</param>
[OnnxOperator(since: 9)]
public sealed partial class OneHot(Value indices, Value depth, Value values, long axis = -1) : Operator(indices, depth, values)
{
    /// <inheritdoc/>
    public override int SinceVersion => Values.ElementType == ElementType.BFloat16 ? 28 : 9;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && AxisList.Resolve(this, axis, Indices.Rank + 1) > 0;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Values.Rank != 1 || !Values.Shape[0].MayEqual(2))
            throw new OperatorException(this, "values to be a vector of two, off and on", $"{Values.Shape}");
        int at = AxisList.Resolve(this, axis, Indices.Rank + 1);
        Dim length = Depth.Content is [{ } known] ? known
            : Depth.Data is { ElementType: ElementType.Float } number ? (long)number.AsSpan<float>()[0]
            : Dim.Unknown();
        return new TensorType(Values.ElementType, [.. Indices.Shape[..at], length, .. Indices.Shape[at..]]);
    }

    // "On" and "off" each collect the gradient of the places where they stand.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        if (!needs[2])
            return Gradients.None(3);
        Value zero = Value.Scalar(0, dY).Reshape(1), one = Value.Scalar(1, dY).Reshape(1);
        Value on = Op.ReduceSum(dY * Op.OneHot(Indices, Depth, Op.Concat(0, zero, one), axis), keepdims: false).Reshape(1);
        return [null, null, Op.Concat(0, Op.ReduceSum(dY, keepdims: false).Reshape(1) - on, on)];
    }
}
