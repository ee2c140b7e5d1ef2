namespace OnnxEmit.Operators;

/// <summary>1 at the first largest element along an axis, 0 elsewhere. Its derivative is 0.</summary>
/// <param name="input">Rank 1 or more; a float type.</param>
/// <param name="axis">The axis along which the largest element is sought; negative counts from the end.</param>
[OnnxOperator(since: 13)]
public sealed partial class Hardmax(Value input, long axis = -1) : Operator(input)
{
    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => AxisList.Resolve(this, axis, Input.Rank) > 0;

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
        return move.Restore(Op.Hardmax(move.Source(0), move.Axis(axis)));
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
