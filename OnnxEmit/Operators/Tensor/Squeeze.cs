namespace OnnxEmit.Operators;

/// <summary>Removes axes of length 1.</summary>
/// <param name="data">Any tensor.</param>
/// <param name="axes">Which axes to remove, an Int64 vector; all of length 1 when omitted.</param>
[OnnxOperator(since: 13)]
public sealed partial class Squeeze(Value data, Value? axes = null) : Operator(data, axes)
{
    /// <inheritdoc/>
    public override int SinceVersion => Data.ElementType.Since(13, float8: 21);

    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && Data.Shape.KeepsFirst(Output.Shape);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Axes is null)
            return new TensorType(Data.ElementType, Data.Shape.IsKnown ? [.. Data.Shape.Where(d => d != 1)] : null);
        if (Axes.Content is not { } content)
            return new TensorType(Data.ElementType, Axes.Shape is [{ Size: { } count }] ? Lengths.Unknown(Data.Rank - count) : null);

        HashSet<int> gone = [.. AxisList.Resolve(this, content, Data.Rank)];
        if (gone.Any(axis => !Data.Shape[axis].MayEqual(1)))
            throw new OperatorException(this, "the squeezed axes to have length 1", $"data {Data.Shape}, axes {content}");
        return new TensorType(Data.ElementType, [.. Data.Shape.Where((_, axis) => !gone.Contains(axis))]);
    }

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Data.Content;

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY.ReshapeLike(Data), null];

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) =>
        inputs[0] is { } data && Output.Shape.IsKnown ? data.Reshape(Output.Shape.ToSizes()) : null;

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        if (Axes?.Content is not { } content)
            return null;
        int[] gone = [.. AxisList.Resolve(this, content, Data.Rank).Select(axis => move.Axis(axis)).Order()];
        return move.RestoreWithout(move.Source(0).Squeeze([.. gone.Select(axis => (long)axis)]), gone);
    }

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Neutral.Keeps(this, Data) ? Data : null;
}
