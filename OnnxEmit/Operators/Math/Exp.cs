namespace OnnxEmit.Operators;

/// <summary>eˣ, element by element.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Exp(Value input) : ElementwiseOperator(input)
{
    // deˣ = eˣ dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY * Output];
}
