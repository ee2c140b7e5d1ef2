namespace OnnxEmit.Operators;

/// <summary>The smallest whole number that is not below x, element by element. Its derivative is 0.</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Ceil(Value x) : ElementwiseOperator(x)
{
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
