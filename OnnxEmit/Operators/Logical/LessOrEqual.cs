namespace OnnxEmit.Operators;

/// <summary>Whether A ≤ B, element by element, with broadcasting. Not differentiable.</summary>
/// <param name="a">Left operand; a numeric type.</param>
/// <param name="b">Right operand, of A's element type.</param>
[OnnxOperator(since: 12, BFloat16 = 16)]
public sealed partial class LessOrEqual(Value a, Value b) : BooleanOperator(a, b)
{
    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Combine(A, B, (x, y) => x <= y ? 1 : 0);
}
