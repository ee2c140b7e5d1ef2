namespace OnnxEmit.Operators;

/// <summary>Each element moved into the range from min to max.</summary>
/// <param name="input">Any shape; a numeric type.</param>
/// <param name="min">The lower limit, a scalar of the input's element type; none when omitted.</param>
/// <param name="max">The upper limit, a scalar of the input's element type; none when omitted.</param>
[OnnxOperator(since: 11)]
public sealed partial class Clip(Value input, Value? min = null, Value? max = null) : ElementwiseOperator(input, min, max)
{
    /// <inheritdoc/>
    protected internal override OnnxType? InferType()
    {
        CheckTypes();
        foreach (Value? limit in Inputs[1..])
        {
            if (limit is not null && limit.Rank > 0)
                throw new OperatorException(this, "min and max to be scalars", $"{limit.Shape}");
        }

        return new TensorType(Input.ElementType, Input.Shape);
    }

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return move.Restore(With([move.Source(0), .. Inputs[1..]]).Output);
    }

    // min(max(x, lower), upper): what lies in the range, limits included, passes its gradient on; what does not gives it to the limit that
    // it becomes, the upper one where the limits are the wrong way round.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
    [
        needs[0] ? dY * Op.Equal(Input, Output).Cast(dY.ElementType) : null,
        needs[1] ? dY * Op.And(Op.Less(Input, Min!), Op.Equal(Output, Min!)).Cast(dY.ElementType) : null,
        needs[2] ? dY * Op.Greater(Min is null ? Input : Op.Max(Input, Min), Max!).Cast(dY.ElementType) : null,
    ];
}
