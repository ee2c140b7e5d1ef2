namespace OnnxEmit.Operators;

/// <summary>max(0, min(1, alpha·x + beta)), element by element.</summary>
/// <param name="x">Any shape; a float type.</param>
/// <param name="alpha">The slope.</param>
/// <param name="beta">The value at x = 0, before it is clipped.</param>
[OnnxOperator(since: 6, BFloat16 = 22)]
public sealed partial class HardSigmoid(Value x, float alpha = 0.2f, float beta = 0.5f) : ElementwiseOperator(x)
{
    // Only the slope between 0 and 1 passes a gradient.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value sloped = Op.And(Op.Greater(Output, Value.Scalar(0, Output)), Op.Less(Output, Value.Scalar(1, Output)));
        return [dY * sloped.Cast(dY.ElementType) * alpha];
    }
}
