namespace OnnxEmit.Operators;

/// <summary>x where it is 0 or more, slope·x below, element by element.</summary>
/// <param name="x">Any shape; a numeric type.</param>
/// <param name="slope">The slope below 0, broadcast to X's shape; of X's element type.</param>
[OnnxOperator(since: 7, BFloat16 = 16)]
public sealed partial class PRelu(Value x, Value slope) : ElementwiseOperator(x, slope)
{
    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1];

    // dx = dy where x > 0, slope·dy elsewhere; d slope = min(x, 0)·dy
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value zero = Value.Scalar(0, X), positive = Op.Greater(X, zero).Cast(dY.ElementType);
        return [needs[0] ? dY * ((positive * (1 - Slope)) + Slope) : null, needs[1] ? dY * Op.Min(X, zero) : null];
    }
}
