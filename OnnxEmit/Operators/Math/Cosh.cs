namespace OnnxEmit.Operators;

/// <summary>The hyperbolic cosine of each element.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 9, BFloat16 = 22)]
public sealed partial class Cosh(Value input) : ElementwiseOperator(input)
{
    // d cosh x = sinh x dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY * Op.Sinh(Input)];
}
