namespace OnnxEmit.Operators;

/// <summary>A or B, element by element, with broadcasting.</summary>
/// <param name="a">Left operand; Bool.</param>
/// <param name="b">Right operand; Bool.</param>
[OnnxOperator(since: 7)]
public sealed partial class Or(Value a, Value b) : LogicalOperator(a, b)
{
    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Combine(A, B, (x, y) => x | y);
}
