namespace OnnxEmit.Operators;

/// <summary>−x, element by element.</summary>
/// <param name="x">Any shape; a signed numeric type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Neg(Value x) : ElementwiseOperator(x)
{
    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Combine(X.Content, [0], (x, _) => -x);

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Op.Neg(dY)];
}
