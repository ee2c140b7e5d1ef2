namespace OnnxEmit.Operators;

/// <summary>|x|, element by element.</summary>
/// <param name="x">Any shape; a numeric type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Abs(Value x) : ElementwiseOperator(x)
{
    // d|x| = sign(x) dx; 0 at the kink.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY * Op.Sign(X)];
}
