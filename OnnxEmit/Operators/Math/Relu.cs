using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>max(x, 0), element by element.</summary>
/// <param name="x">Any shape; a signed numeric type.</param>
[OnnxOperator(since: 6)]
public sealed partial class Relu(Value x) : ElementwiseOperator(x)
{
    /// <inheritdoc/>
    public override int SinceVersion => X.ElementType.IsInteger ? 14 : 6;

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset) => [Op.Max(X, Value.Scalar(0, X))];

    // dx = dy where the result is positive; 0 at the kink, as Keras and PyTorch have it.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [dY * Op.Greater(Output, Value.Scalar(0, Output)).Cast(dY.ElementType)];
}
