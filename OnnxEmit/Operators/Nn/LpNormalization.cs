namespace OnnxEmit.Operators;

/// <summary>Each element divided by the norm of the elements along an axis; 0 where the norm is 0. Output of the input's shape.</summary>
/// <param name="input">Rank 1 or more; Float or Double in ONNX Runtime.</param>
/// <param name="axis">The axis; negative counts from the end.</param>
/// <param name="p">The norm: 1 for the sum of the absolute values, 2 for the root of the sum of the squares.</param>
[OnnxOperator(since: 1, BFloat16 = 22)]
public sealed partial class LpNormalization(Value input, long axis = -1, long p = 2) : Operator(input)
{
    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => AxisList.Resolve(this, axis, Input.Rank) > 0;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        AxisList.Resolve(this, axis, Input.Rank);
        return p is 1 or 2 ? Input.TensorType : throw new OperatorException(this, "p of 1 or 2", $"{p}");
    }

    // dX = (dY − slope · Σ (dY · Y)) ÷ norm, the slope of the norm being the sign of each element or Y; 0 where the norm is.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value axes = Value.Constant(axis);
        Value norm = p == 1 ? Op.ReduceL1(Input, axes) : Op.ReduceL2(Input, axes);
        Value zero = Value.Scalar(0, norm);
        Value reciprocal = Op.Where(Op.Equal(norm, zero), zero, Op.Reciprocal(norm));
        Value slope = p == 1 ? Op.Sign(Input) : Output;
        return [(dY - (slope * Op.ReduceSum(dY * Output, axes))) * reciprocal];
    }

    /// <inheritdoc/>
    protected internal override Value MoveTranspose(TransposeMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return move.Restore(Op.LpNormalization(move.Source(0), move.Axis(axis), p));
    }
}
