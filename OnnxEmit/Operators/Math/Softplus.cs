namespace OnnxEmit.Operators;

/// <summary>ln(1 + eˣ), element by element: a smooth max(x, 0).</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 1, BFloat16 = 22)]
public sealed partial class Softplus(Value x) : ElementwiseOperator(x)
{
    // d softplus(x) = σ(x) dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY * Op.Sigmoid(X)];
}
