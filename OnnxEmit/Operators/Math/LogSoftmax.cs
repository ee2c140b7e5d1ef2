namespace OnnxEmit.Operators;

/// <summary>The logarithm of softmax: x less the logarithm of the sum of e^x along an axis.</summary>
/// <param name="input">Rank 1 or more; a float type.</param>
/// <param name="axis">The axis whose elements are normalized; negative counts from the end. The last one is the fastest.</param>
[OnnxOperator(since: 13)]
public sealed partial class LogSoftmax(Value input, long axis = -1) : Operator(input)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        AxisList.Resolve(this, axis, Input.Rank);
        return Input.TensorType;
    }

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return move.Restore(Op.LogSoftmax(move.Source(0), move.Axis(axis)));
    }

    // dx = dy − e^y Σ dy
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY - (Op.Exp(Output) * dY.ReduceSum([axis], keepdims: true))];
}
