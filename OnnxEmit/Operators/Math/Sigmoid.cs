namespace OnnxEmit.Operators;

/// <summary>1 / (1 + e⁻ˣ), element by element: between 0 and 1.</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Sigmoid(Value x) : ElementwiseOperator(x)
{
    // dσ(x) = σ(x) (1 − σ(x)) dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY * (Output * (1 - Output))];
}
