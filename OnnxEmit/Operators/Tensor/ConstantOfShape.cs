namespace OnnxEmit.Operators;

/// <summary>A tensor of one number everywhere.</summary>
/// <param name="input">The shape, an Int64 vector; empty gives a scalar.</param>
/// <param name="value">The number, a vector of one element, whose type is the output's; a Float 0 when omitted.</param>
[OnnxOperator(since: 9)]
public sealed partial class ConstantOfShape(Value input, TensorData? value = null) : Operator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        value is null ? 9 : System.Math.Max(value.ElementType == ElementType.BFloat16 ? 20 : 9, value.ElementType.Since(9, float8: 20));

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => value is null or { Count: 1 }
        ? new TensorType(value?.ElementType ?? ElementType.Float, Lengths.From(Input))
        : throw new OperatorException(this, "a value of one element", $"{value}");

    /// <inheritdoc/>
    protected internal override Shape? InferContent() =>
        value is not null && Input.Content is { IsKnown: true } shape && shape.Elements.Size is { } count and <= TensorData.LongestContent
            ? [.. Enumerable.Repeat((Dim)value.ToInt64()[0], (int)count)]
            : null;

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
