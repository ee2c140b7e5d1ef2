namespace OnnxEmit.Operators;

/// <summary>Whether A = B, element by element, with broadcasting. Not differentiable.</summary>
/// <param name="a">Left operand; a number, a truth value or text.</param>
/// <param name="b">Right operand, of A's element type.</param>
[OnnxOperator(since: 7)]
public sealed partial class Equal(Value a, Value b) : BooleanOperator(a, b)
{
    /// <inheritdoc/>
    public override int SinceVersion => A.ElementType == ElementType.String ? 19 : 7;

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Equal(A, B);
}
