namespace OnnxEmit.Operators;

/// <summary>The natural logarithm, element by element; NaN below 0.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Log(Value input) : ElementwiseOperator(input)
{
    // d ln x = dx / x
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY / Input];
}
