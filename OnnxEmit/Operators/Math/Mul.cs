namespace OnnxEmit.Operators;

/// <summary>A · B, element by element, with broadcasting.</summary>
/// <param name="a">First factor.</param>
/// <param name="b">Second factor, of A's element type.</param>
[OnnxOperator(since: 7)]
public sealed partial class Mul(Value a, Value b) : ElementwiseOperator(a, b)
{
    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [0, 1];

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Multiply(A, B);

    // d(a·b) = b·da + a·db
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [needs[0] ? dY * B : null, needs[1] ? dY * A : null];

    /// <inheritdoc/>
    protected internal override Value? Unchanged() =>
        Neutral.IsOne(B) && Neutral.Keeps(this, A) ? A : Neutral.IsOne(A) && Neutral.Keeps(this, B) ? B : null;
}
