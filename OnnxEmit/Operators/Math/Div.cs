namespace OnnxEmit.Operators;

/// <summary>A ÷ B, element by element, with broadcasting; integers divide towards zero.</summary>
/// <param name="a">Dividend.</param>
/// <param name="b">Divisor, of A's element type.</param>
[OnnxOperator(since: 7)]
public sealed partial class Div(Value a, Value b) : ElementwiseOperator(a, b)
{
    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Combine(A, B, (x, y) => y == 0 ? 0 : x / y);

    // d(a/b) = da/b − a/b² · db
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [needs[0] ? dY / B : null, needs[1] ? Op.Neg(dY * Output / B) : null];

    /// <inheritdoc/>
    protected internal override Value? Unchanged() =>
        Neutral.IsOne(B) && Neutral.Keeps(this, A) ? A : null;
}
