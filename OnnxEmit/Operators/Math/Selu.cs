namespace OnnxEmit.Operators;

/// <summary>gamma·x above 0 and gamma·alpha·(eˣ − 1) elsewhere, element by element: keeps mean 0 and variance 1.</summary>
/// <param name="x">Any shape; a float type.</param>
/// <param name="alpha">Minus the limit far below 0, before scaling.</param>
/// <param name="gamma">The scale.</param>
[OnnxOperator(since: 6, BFloat16 = 22)]
public sealed partial class Selu(Value x, float alpha = 1.6732632f, float gamma = 1.050701f) : ElementwiseOperator(x)
{
    // The derivative is gamma·alpha·eˣ up to 0 and gamma above, where e^min(x, 0) is 1.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value zero = Value.Scalar(0, X), positive = Op.Greater(X, zero).Cast(dY.ElementType);
        Value slope = (Op.Exp(Op.Min(X, zero)) * (gamma * alpha)) + (positive * (gamma * (1 - alpha)));
        return [dY * slope];
    }
}
