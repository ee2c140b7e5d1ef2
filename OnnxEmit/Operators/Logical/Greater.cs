namespace OnnxEmit.Operators;

/// <summary>Whether A &gt; B, element by element, with broadcasting. Not differentiable.</summary>
/// <param name="a">Left operand.</param>
/// <param name="b">Right operand, of A's element type.</param>
[OnnxOperator(since: 13)]
public sealed partial class Greater(Value a, Value b) : ElementwiseOperator(a, b)
{
    /// <inheritdoc/>
    protected override ElementType ResultType => ElementType.Bool;

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(2);
}
