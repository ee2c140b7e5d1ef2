namespace OnnxEmit.Operators;

/// <summary>A + B, element by element, with broadcasting.</summary>
/// <param name="a">First summand.</param>
/// <param name="b">Second summand, of A's element type.</param>
[OnnxOperator(since: 7)]
public sealed partial class Add(Value a, Value b) : ElementwiseOperator(a, b)
{
    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [0, 1];

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Combine(A, B, (x, y) => x + y);

    // ∂(a + b) = da + db
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY, dY];

    /// <inheritdoc/>
    protected internal override Value? Unchanged() =>
        Neutral.IsZero(B, isNegative: true) && Neutral.Keeps(this, A) ? A
        : Neutral.IsZero(A, isNegative: true) && Neutral.Keeps(this, B) ? B
        : null;
}
