namespace OnnxEmit.Operators;

/// <summary>The inverse hyperbolic cosine of each element; NaN below 1.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 9, BFloat16 = 22)]
public sealed partial class Acosh(Value input) : ElementwiseOperator(input)
{
    // d arcosh x = dx / √(x² − 1)
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY / Op.Sqrt((Input - 1) * (Input + 1))];
}
