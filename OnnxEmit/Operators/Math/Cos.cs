namespace OnnxEmit.Operators;

/// <summary>The cosine of each element, in radians.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 7, BFloat16 = 22)]
public sealed partial class Cos(Value input) : ElementwiseOperator(input)
{
    // d cos x = −sin x dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Op.Neg(dY * Op.Sin(Input))];
}
