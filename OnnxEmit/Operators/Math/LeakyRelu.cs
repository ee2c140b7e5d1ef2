namespace OnnxEmit.Operators;

/// <summary>x where it is 0 or more, alpha·x below, element by element.</summary>
/// <param name="x">Any shape; a float type.</param>
/// <param name="alpha">The slope below 0.</param>
[OnnxOperator(since: 6, BFloat16 = 16)]
public sealed partial class LeakyRelu(Value x, float alpha = 0.01f) : ElementwiseOperator(x)
{
    // dx = dy where x > 0, alpha·dy elsewhere; a mask multiplied is faster than Where, which mispredicts every other element.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value positive = Op.Greater(X, Value.Scalar(0, X)).Cast(dY.ElementType);
        return [dY * ((positive * (1 - alpha)) + alpha)];
    }
}
