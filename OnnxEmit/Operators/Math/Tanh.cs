namespace OnnxEmit.Operators;

/// <summary>The hyperbolic tangent of each element: between −1 and 1.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Tanh(Value input) : ElementwiseOperator(input)
{
    // d tanh x = (1 − tanh² x) dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY * (1 - (Output * Output))];
}
