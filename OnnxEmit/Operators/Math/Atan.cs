namespace OnnxEmit.Operators;

/// <summary>The arc tangent of each element, in radians from −π/2 to π/2.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 7, BFloat16 = 22)]
public sealed partial class Atan(Value input) : ElementwiseOperator(input)
{
    // d arctan x = dx / (x² + 1)
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY / ((Input * Input) + 1)];
}
