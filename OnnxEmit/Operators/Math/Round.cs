namespace OnnxEmit.Operators;

/// <summary>The nearest whole number, element by element; halves go to the even one. Its derivative is 0.</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 11, BFloat16 = 22)]
public sealed partial class Round(Value x) : ElementwiseOperator(x)
{
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
