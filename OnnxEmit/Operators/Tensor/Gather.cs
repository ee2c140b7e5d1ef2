namespace OnnxEmit.Operators;

/// <summary>Picks slices of one axis by their places.</summary>
/// <remarks>Data (a…, n, b…) and indices (i…) give (a…, i…, b…): an index of no axes takes the picked axis away.</remarks>
/// <param name="data">Any tensor of rank 1 or more.</param>
/// <param name="indices">Places along the axis, Int64 or Int32, of any shape; negative ones count from the end.</param>
/// <param name="axis">The axis; negative counts from the end.</param>
[OnnxOperator(since: 1, BFloat16 = 13)]
public sealed partial class Gather(Value data, Value indices, long axis = 0) : Operator(data, indices)
{
    /// <summary>Which rows are picked: the indices, where the axis is the first; null otherwise.</summary>
    internal Value? Rows => Axis == 0 ? Indices : null;

    private int Axis => AxisList.Resolve(this, axis, Data.Rank);

    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [0];

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows[0] != rows[1] && rows[0] == Axis > 0;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Indices.ElementType is not (ElementType.Int64 or ElementType.Int32))
            throw new OperatorException(this, "indices of type Int64 or Int32", $"{Indices.ElementType}");
        int at = Axis;
        return new TensorType(Data.ElementType, [.. Data.Shape[..at], .. Indices.Shape, .. Data.Shape[(at + 1)..]]);
    }

    /// <inheritdoc/>
    protected internal override Shape? InferContent()
    {
        if (Data.Content is not { } content || Places(content.Rank) is not { } places)
            return null;
        return [.. places.Select(place => content[(int)place])];
    }

    // Every pick adds to the gradient of the slice it took.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        int at = Axis;
        Value flat = Indices.Rank == 1 ? dY
            : Op.Reshape(dY, Op.Concat(0, Op.Shape(Data, 0, at), Value.Constant(-1), Op.Shape(Data, at + 1)).OrConstant());
        if (Data.Shape[at].Size is { } length && Places(length) is { } places && places.Distinct().Count() == places.Length)
            return [Replaced(flat, places, at, length)];
        Value row = Indices.Rank == 1 ? Indices : Indices.Reshape(-1);
        return [Op.ScatterAlong(flat, row.Cast(ElementType.Int64), at, Op.Shape(Data, at, at + 1))];
    }

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) =>
        inputs[0] is { } data && inputs[1] is { } && Output.Shape.IsKnown && Places(data.Dims[Axis]) is { } places
            ? Movement.Gather(data, places, Axis, Output.Shape.ToSizes())
            : null;

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move) =>
        Indices.Rank == 1 && Indices.Data is not null ? move.Restore(Op.Gather(move.Source(0), Indices, move.Axis(axis))) : null;

    // Where the places are constant, from 0; null where they are known at run time only.
    private long[]? Places(long length)
    {
        long[]? places = Indices.Data?.ToInt64() ?? (Indices.Content is { IsKnown: true } content ? content.ToSizes() : null);
        for (int i = 0; i < places?.Length; i++)
        {
            if (places[i] < -length || places[i] >= length)
                throw new OperatorException(this, $"indices between {-length} and {length - 1}", $"{places[i]}");
            places[i] += places[i] < 0 ? length : 0;
        }

        return places;
    }

    // Constant places that are all different are picked back: neighbours by padding, others from the gradient and a slice of zeros.
    private static Value Replaced(Value dY, long[] places, int axis, long length)
    {
        long[] pads = new long[2 * dY.Rank];
        if (places.Length > 0 && places.Index().All(p => p.Item == places[0] + p.Index))
        {
            (pads[axis], pads[axis + dY.Rank]) = (places[0], length - places[0] - places.Length);
            return dY.PadZeros(pads);
        }

        long[] back = new long[length];
        Array.Fill(back, places.Length);
        foreach ((int index, long place) in places.Index())
            back[place] = index;
        pads[axis + dY.Rank] = places.Length < length ? 1 : 0;
        return Op.Gather(dY.PadZeros(pads), Value.Constant(back), axis);
    }
}
