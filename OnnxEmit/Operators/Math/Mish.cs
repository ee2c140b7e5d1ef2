using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>x · tanh(ln(1 + eˣ)), element by element.</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 18, BFloat16 = 22)]
public sealed partial class Mish(Value x) : ElementwiseOperator(x)
{
    // ONNX Runtime writes it out with its slow Softplus.
    /// <inheritdoc/>
    protected internal override Value? Faster() => X * Weight();

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose() => [X * Weight()];

    // dy = (w + x (1 − w²) σ(x)) dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value w = Weight();
        return [dY * (w + (X * (1 - (w * w)) * Op.Sigmoid(X)))];
    }

    // With e = eˣ and n = e² + 2e the hyperbolic tangent w is n / (n + 2), without Softplus; from x = 20 on it is 1.
    private Value Weight()
    {
        Value e = Op.Exp(Op.Min(X, Value.Scalar(20, X)));
        Value n = e * (e + 2);
        return n / (n + 2);
    }
}
