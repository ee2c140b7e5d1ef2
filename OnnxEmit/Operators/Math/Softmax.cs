namespace OnnxEmit.Operators;

/// <summary>e^x divided by its sum along an axis: positive numbers that add up to 1.</summary>
/// <param name="input">Rank 1 or more; a float type.</param>
/// <param name="axis">The axis whose elements are normalized; negative counts from the end. The last one is the fastest.</param>
[OnnxOperator(since: 13)]
public sealed partial class Softmax(Value input, long axis = -1) : Operator(input)
{
    /// <summary>The axis whose elements are normalized; negative counts from the end.</summary>
    public long Axis => axis;

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
        return move.Restore(Op.Softmax(move.Source(0), move.Axis(axis)));
    }

    // dx = y (dy − Σ dy·y)
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Output * (dY - (dY * Output).ReduceSum([axis], keepdims: true))];
}
