namespace OnnxEmit.Operators;

/// <summary>−1, 0 or 1 by the sign of each element. Its derivative is 0.</summary>
/// <param name="input">Any shape; a numeric type.</param>
[OnnxOperator(since: 9)]
public sealed partial class Sign(Value input) : ElementwiseOperator(input)
{
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
