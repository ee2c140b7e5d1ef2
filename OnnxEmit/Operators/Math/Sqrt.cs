namespace OnnxEmit.Operators;

/// <summary>√x, element by element; NaN below 0.</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Sqrt(Value x) : ElementwiseOperator(x)
{
    // d√x = dx / 2√x
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY / (Output * 2)];
}
