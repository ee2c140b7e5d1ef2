namespace OnnxEmit.Operators;

/// <summary>x where it is 0 or more, alpha·(eˣ − 1) below, element by element.</summary>
/// <param name="x">Any shape; a float type.</param>
/// <param name="alpha">Minus the limit far below 0.</param>
[OnnxOperator(since: 6, BFloat16 = 22)]
public sealed partial class Elu(Value x, float alpha = 1f) : ElementwiseOperator(x)
{
    // The derivative is alpha·eˣ up to 0 and 1 above, where e^min(x, 0) is 1.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value slope = Op.Exp(Op.Min(X, Value.Scalar(0, X)));
        if (alpha != 1)
            slope = (slope * alpha) + (Op.Greater(X, Value.Scalar(0, X)).Cast(dY.ElementType) * (1 - alpha));
        return [dY * slope];
    }
}
