namespace OnnxEmit.Operators;

/// <summary>The logarithm of softmax: x less the logarithm of the sum of e^x along an axis.</summary>
/// <param name="input">Rank 1 or more; a float type.</param>
/// <param name="axis">The axis whose elements are normalized; negative counts from the end. The last one is the fastest.</param>
[OnnxOperator(since: 13)]
public sealed partial class LogSoftmax(Value input, long axis = -1) : Operator(input)
{
    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => AxisList.Resolve(this, axis, Input.Rank) > 0;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        AxisList.Resolve(this, axis, Input.Rank);
        return Input.TensorType;
    }

    // Along the last axis it is several times faster: no Transpose is worth taking it from there.
    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        int last = Input.Rank - 1, source = move.Axis(axis);
        return (axis == -1 || axis == last) && source != last ? null : move.Restore(Op.LogSoftmax(move.Source(0), source));
    }

    // dx = dy − e^y Σ dy
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY - (Op.Exp(Output) * dY.ReduceSum([axis], keepdims: true))];
}
