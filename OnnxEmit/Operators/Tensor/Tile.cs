namespace OnnxEmit.Operators;

/// <summary>The whole tensor repeated along each axis.</summary>
/// <remarks>Input (n, m) and repeats (r, s) give (r·n, s·m).</remarks>
/// <param name="input">Any tensor.</param>
/// <param name="repeats">How often along each axis, an Int64 vector of one number per axis.</param>
[OnnxOperator(since: 6, BFloat16 = 13)]
public sealed partial class Tile(Value input, Value repeats) : Operator(input, repeats)
{
    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && Input.Shape.KeepsFirst(Output.Shape);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Repeats.Content is not { } times)
            return new TensorType(Input.ElementType, Lengths.Unknown(Input.Rank));
        return times.Rank == Input.Rank ? new TensorType(Input.ElementType, [.. Input.Shape.Zip(times, (d, r) => d * r)])
            : throw new OperatorException(this, $"{Input.Rank} repeats, one per axis", times.ToString());
    }

    // The repetitions of each axis are summed: cut apart as an axis of their own, the last axis first.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        for (int axis = Input.Rank - 1; axis >= 0; axis--)
        {
            if (Repeats.Content is { } times && times[axis] == 1)
                continue;
            Value shape = Op.Concat(
                0, Op.Shape(dY, 0, axis), Repeats.Pick(axis), Op.Shape(Input, axis, axis + 1), Op.Shape(dY, axis + 1));
            dY = Op.Reshape(dY, shape.OrConstant()).ReduceSum([axis]);
        }

        return [dY, null];
    }

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) =>
        inputs[0] is { } data && inputs[1] is { } times ? Movement.Tile(data, times.ToInt64()) : null;

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move) => Repeats.Content is { IsKnown: true } times
        ? move.Restore(Op.Tile(move.Source(0), Value.Constant(move.Reorder(times.ToSizes()))))
        : null;

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Neutral.Keeps(this, Input) ? Input : null;
}
