namespace OnnxEmit.Operators;

/// <summary>Shifts and scales elements along some axes to mean 0 and variance 1: (X − mean) ÷ (deviation + 10⁻⁹), of X's shape.</summary>
/// <param name="x">Any tensor that has the axes.</param>
/// <param name="axes">The axes that mean and deviation are taken over; [0, 2, 3] when omitted: one of each for each channel.</param>
[OnnxOperator(since: 9, BFloat16 = 13)]
public sealed partial class MeanVarianceNormalization(Value x, long[]? axes = null) : Operator(x)
{
    private const double Epsilon = 1e-9;

    private long[] Axes => axes ?? [0, 2, 3];

    private int[] Normalized => AxisList.Resolve(this, Axes.Select(axis => (Dim)axis), X.Rank);

    // Always stated: the onnx checker (1.22) loses the default where it writes the operator out.
    /// <inheritdoc/>
    public override IEnumerable<Attribute> Attributes => [new("axes", Axes)];

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        _ = Normalized;
        return X.TensorType;
    }

    // dX = (dY − mean(dY) − Y · mean(dY · Y)) ÷ deviation
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value over = Value.Constant([.. Normalized.Select(axis => (long)axis)]);
        Value centred = X - Op.ReduceMean(X, over);
        Value deviation = Op.Sqrt(Op.ReduceMean(centred * centred, over)) + Epsilon;
        return [(dY - Op.ReduceMean(dY, over) - (Output * Op.ReduceMean(dY * Output, over))) / deviation];
    }

    /// <inheritdoc/>
    protected internal override Value MoveTranspose(TransposeMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return move.Restore(Op.MeanVarianceNormalization(move.Source(0), [.. Normalized.Select(axis => (long)move.Axis(axis))]));
    }
}
