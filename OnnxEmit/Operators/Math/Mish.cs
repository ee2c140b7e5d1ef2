namespace OnnxEmit.Operators;

/// <summary>x · tanh(ln(1 + eˣ)), element by element.</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 18, BFloat16 = 22)]
public sealed partial class Mish(Value x) : ElementwiseOperator(x)
{
    // With e = eˣ and n = e² + 2e the hyperbolic tangent is w = n / (n + 2), without the slow Softplus; from x = 20 on it is 1.
    // dy = (w + x (1 − w²) σ(x)) dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value e = Op.Exp(Op.Min(X, Value.Scalar(20, X)));
        Value n = e * (e + 2);
        Value w = n / (n + 2);
        return [dY * (w + (X * (1 - (w * w)) * Op.Sigmoid(X)))];
    }
}
