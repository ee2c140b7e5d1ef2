using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>max(0, x) + min(0, alpha·(e^(x/alpha) − 1)), element by element: an ELU whose slope has no jump.</summary>
/// <param name="x">Any shape; Float up to opset 27.</param>
/// <param name="alpha">Minus the limit far below 0; positive.</param>
[OnnxOperator(since: 12)]
public sealed partial class Celu(Value x, float alpha = 1f) : ElementwiseOperator(x)
{
    /// <inheritdoc/>
    public override int SinceVersion => X.ElementType == ElementType.Float ? 12 : 28;

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        Value zero = Value.Scalar(0, X);
        return [Op.Max(X, zero) + (Op.Min(Op.Exp(X * (1 / alpha)) - 1, zero) * alpha)];
    }

    // The derivative is e^(x/alpha) up to 0 and 1 above.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY * Op.Exp(Op.Min(X, Value.Scalar(0, X)) * (1 / alpha))];
}
