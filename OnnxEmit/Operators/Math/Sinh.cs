namespace OnnxEmit.Operators;

/// <summary>The hyperbolic sine of each element.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 9, BFloat16 = 22)]
public sealed partial class Sinh(Value input) : ElementwiseOperator(input)
{
    // d sinh x = cosh x dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY * Op.Cosh(Input)];
}
