namespace OnnxEmit.Operators;

/// <summary>The largest whole number that is not above x, element by element. Its derivative is 0.</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Floor(Value x) : ElementwiseOperator(x)
{
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
