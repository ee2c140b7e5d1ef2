namespace OnnxEmit.Operators;

/// <summary>The arc sine of each element, in radians from −π/2 to π/2; NaN outside −1 to 1.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 7, BFloat16 = 22)]
public sealed partial class Asin(Value input) : ElementwiseOperator(input)
{
    // d arcsin x = dx / √(1 − x²)
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY / Op.Sqrt((1 - Input) * (Input + 1))];
}
