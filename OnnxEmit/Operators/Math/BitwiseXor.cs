using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The bitwise exclusive or of A and B, element by element, with broadcasting. Not differentiable.</summary>
/// <param name="a">Left operand; an integer type of 8 bits or more.</param>
/// <param name="b">Right operand, of A's element type.</param>
[OnnxOperator(since: 18)]
public sealed partial class BitwiseXor(Value a, Value b) : BitwiseOperator(a, b)
{
    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Combine(A, B, (x, y) => x ^ y);

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset) =>
        [(Number(0) + Number(1) - (Shared() * 2)).Cast(A.ElementType)];
}
