using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Every bit of each element inverted. Not differentiable.</summary>
/// <param name="x">Any shape; an integer type of 8 bits or more.</param>
[OnnxOperator(since: 18)]
public sealed partial class BitwiseNot(Value x) : BitwiseOperator(x)
{
    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Combine(X.Content, [0], (x, _) => ~x);

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset) => [(-1 - Number(0)).Cast(X.ElementType)];
}
