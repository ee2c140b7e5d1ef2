namespace OnnxEmit.Operators;

/// <summary>The inverse hyperbolic tangent of each element; NaN outside −1 to 1.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 9, BFloat16 = 22)]
public sealed partial class Atanh(Value input) : ElementwiseOperator(input)
{
    // d artanh x = dx / (1 − x²)
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY / ((1 - Input) * (Input + 1))];
}
