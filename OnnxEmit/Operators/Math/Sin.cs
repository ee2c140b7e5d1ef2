namespace OnnxEmit.Operators;

/// <summary>The sine of each element, in radians.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 7, BFloat16 = 22)]
public sealed partial class Sin(Value input) : ElementwiseOperator(input)
{
    // d sin x = cos x dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY * Op.Cos(Input)];
}
