using OnnxEmit;

namespace Fluent;

/// <summary>A raw operation on two tensors, or a tensor and a number: <c>x + y</c>, <c>2 * x</c>, <c>x &gt; 0</c>.</summary>
/// <param name="name">Its name; made from its class when null.</param>
public abstract class BinaryOperation(string? name) : Operation(name)
{
    /// <summary>Writes what it computes as ONNX operators.</summary>
    /// <param name="a">The left side.</param>
    /// <param name="b">The right side, of the same element type.</param>
    protected abstract Value Lower(Value a, Value b);

    /// <summary>Whether integers are computed with as floating-point numbers: true division.</summary>
    protected virtual bool NeedsFloat => false;

    /// <summary>Adds the operation to the graph.</summary>
    /// <param name="x1">The left side.</param>
    /// <param name="x2">The right side.</param>
    public Tensor Call(Operand x1, Operand x2) => Invoke(CallArguments.Of(x1.ToArgument(), x2.ToArgument()))[0];

    /// <inheritdoc/>
    protected internal sealed override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        (Value a, Value b) = Promotion.Promote(call.Operand(0, "x1"), call.Operand(1, "x2"), NeedsFloat);
        return Lower(a, b);
    }
}
