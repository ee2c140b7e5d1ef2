namespace OnnxEmit.Operators;

/// <summary>x where it is above alpha, 0 elsewhere, element by element.</summary>
/// <param name="x">Any shape; a float type.</param>
/// <param name="alpha">The threshold.</param>
[OnnxOperator(since: 10, BFloat16 = 22)]
public sealed partial class ThresholdedRelu(Value x, float alpha = 1f) : ElementwiseOperator(x)
{
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [dY * Op.Greater(X, Value.Scalar(alpha, X)).Cast(dY.ElementType)];
}
