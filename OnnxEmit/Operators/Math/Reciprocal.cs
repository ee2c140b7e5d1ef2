namespace OnnxEmit.Operators;

/// <summary>1 / x, element by element.</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Reciprocal(Value x) : ElementwiseOperator(x)
{
    // d(1/x) = −dx / x²
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Op.Neg(dY * Output * Output)];
}
