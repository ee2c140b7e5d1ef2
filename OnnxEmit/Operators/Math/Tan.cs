namespace OnnxEmit.Operators;

/// <summary>The tangent of each element, in radians.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 7, BFloat16 = 22)]
public sealed partial class Tan(Value input) : ElementwiseOperator(input)
{
    // d tan x = (1 + tan² x) dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY * ((Output * Output) + 1)];
}
