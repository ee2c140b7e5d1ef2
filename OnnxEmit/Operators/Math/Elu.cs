namespace OnnxEmit.Operators;

/// <summary>x where it is 0 or more, alpha·(eˣ − 1) below, element by element.</summary>
/// <param name="x">Any shape; a float type.</param>
/// <param name="alpha">Minus the limit far below 0.</param>
[OnnxOperator(since: 6, BFloat16 = 22)]
public sealed partial class Elu(Value x, float alpha = 1f) : ElementwiseOperator(x)
{
    // Below 0 the derivative is alpha·eˣ = y + alpha.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [Op.Where(Op.Greater(X, Value.Scalar(0, X)), dY, dY * (Output + alpha))];
}
