namespace OnnxEmit.Operators;

/// <summary>A − B, element by element, with broadcasting.</summary>
/// <param name="a">Minuend.</param>
/// <param name="b">Subtrahend, of A's element type.</param>
[OnnxOperator(since: 7)]
public sealed partial class Sub(Value a, Value b) : ElementwiseOperator(a, b)
{
    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Combine(A, B, (x, y) => x - y);

    // d(a − b) = da − db
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY, needs[1] ? Op.Neg(dY) : null];

    /// <inheritdoc/>
    protected internal override Value? Unchanged() =>
        Neutral.IsZero(B, isNegative: false) && Neutral.Keeps(this, A) ? A : null;
}
