using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>x · max(0, min(1, x/6 + 1/2)), element by element.</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 14, BFloat16 = 22)]
public sealed partial class HardSwish(Value x) : ElementwiseOperator(x)
{
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose() => [X * Op.HardSigmoid(X, 1 / 6f, 0.5f)];

    // y = x·h(x) with h the hard sigmoid, whose slope is 1/6 between −3 and 3.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value sloped = Op.Less(Op.Abs(X), Value.Scalar(3, X)).Cast(dY.ElementType);
        return [dY * (Op.HardSigmoid(X, 1 / 6f, 0.5f) + (X * sloped * (1 / 6.0)))];
    }
}
