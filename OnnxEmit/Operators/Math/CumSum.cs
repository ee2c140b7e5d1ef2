using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Running sums along an axis.</summary>
/// <param name="x">Rank 1 or more; a numeric type.</param>
/// <param name="axis">The axis, an integer scalar; negative counts from the end.</param>
/// <param name="exclusive">Whether a sum leaves out the element in its own place.</param>
/// <param name="reverse">Whether to sum from the end.</param>
[OnnxOperator(since: 11)]
public sealed partial class CumSum(Value x, Value axis, bool exclusive = false, bool reverse = false) : Operator(x, axis)
{
    /// <inheritdoc/>
    public override int SinceVersion => X.ElementType is ElementType.Float16 or ElementType.BFloat16 ? 14 : 11;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Axis.Content is [{ Size: { } known }])
            AxisList.Resolve(this, known, X.Rank);
        return X.TensorType;
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset) =>
        [Op.CumSum(X.Cast(ElementType.Float), Axis, exclusive, reverse).Cast(X.ElementType)];

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return Axis.Content is [{ Size: { } known }]
            ? move.Restore(With([move.Source(0), Value.Constant(TensorData.Create<long>([], [move.Axis(known)]))]).Output)
            : null;
    }

    // An element is in the sums from its place on: its gradient is theirs, summed from the other end.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Op.CumSum(dY, Axis, exclusive, !reverse), null];
}
