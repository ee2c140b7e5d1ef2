namespace OnnxEmit.Operators;

/// <summary>Inserts axes of length 1.</summary>
/// <param name="data">Any tensor.</param>
/// <param name="axes">Where the new axes stand in the output, an Int64 vector; negative ones count from the end.</param>
[OnnxOperator(since: 13)]
public sealed partial class Unsqueeze(Value data, Value axes) : Operator(data, axes)
{
    /// <inheritdoc/>
    public override int SinceVersion => Data.ElementType.Since(13, float8: 21);

    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && Data.Shape.KeepsFirst(Output.Shape);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Axes.Content is not { } content)
            return new TensorType(Data.ElementType, Axes.Shape is [{ Size: { } count }] ? Lengths.Unknown(Data.Rank + count) : null);

        int total = Data.Rank + content.Rank;
        HashSet<int> ones = [.. AxisList.Resolve(this, content, total)];
        Queue<Dim> rest = new(Data.Shape);
        return new TensorType(Data.ElementType, [.. Enumerable.Range(0, total).Select(axis => ones.Contains(axis) ? 1 : rest.Dequeue())]);
    }

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Data.Content;

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY.ReshapeLike(Data), null];

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) =>
        inputs[0] is { } data && Output.Shape.IsKnown ? data.Reshape(Output.Shape.ToSizes()) : null;

    // The new axes come first, and the transposition puts them in place.
    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        if (Axes.Content is not { } content)
            return null;
        HashSet<int> ones = [.. AxisList.Resolve(this, content, Data.Rank + content.Rank)];
        int added = 0, kept = 0;
        long[] order = new long[Data.Rank + ones.Count];
        for (int axis = 0; axis < order.Length; axis++)
            order[axis] = ones.Contains(axis) ? added++ : ones.Count + move.Axis(kept++);
        return Op.Transpose(move.Source(0).Unsqueeze([.. Enumerable.Range(0, ones.Count).Select(axis => (long)axis)]), order);
    }

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Neutral.Keeps(this, Data) ? Data : null;
}
