namespace OnnxEmit.Operators;

/// <summary>The inverse hyperbolic sine of each element.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 9, BFloat16 = 22)]
public sealed partial class Asinh(Value input) : ElementwiseOperator(input)
{
    // d arsinh x = dx / √(x² + 1)
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY / Op.Sqrt((Input * Input) + 1)];
}
