namespace OnnxEmit.Operators;

/// <summary>Picks elements or slices by coordinates.</summary>
/// <remarks>
/// Each row of <paramref name="indices"/> (…, k) is the coordinates of one pick along k axes, those after the batch axes: data (b…, n₁…n_k,
/// s…) and indices (b…, i…, k) give (b…, i…, s…).
/// </remarks>
/// <param name="data">Any tensor of rank 1 or more.</param>
/// <param name="indices">Coordinates, Int64, of rank 1 or more; negative ones count from the end.</param>
/// <param name="batchDims">How many leading axes data and indices share.</param>
[OnnxOperator(since: 11)]
public sealed partial class GatherND(Value data, Value indices, long batchDims = 0) : Operator(data, indices)
{
    /// <inheritdoc/>
    public override int SinceVersion => Data.ElementType.Since(batchDims == 0 ? 11 : 12);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (batchDims < 0 || batchDims >= System.Math.Min(Data.Rank, Indices.Rank))
            throw new OperatorException(this, "batch_dims below both ranks", $"{batchDims}, data {Data.Shape}, indices {Indices.Shape}");
        int batch = (int)batchDims;
        if (Data.Shape[..batch].Zip(Indices.Shape[..batch]).Any(pair => !pair.First.MayEqual(pair.Second)))
            throw new OperatorException(
                this, $"data and indices of {batch} equal leading axes", $"data {Data.Shape}, indices {Indices.Shape}");
        if (Indices.Shape[^1].Size is not { } count)
            return new TensorType(Data.ElementType, null);
        if (count < 1 || count > Data.Rank - batch)
            throw new OperatorException(this, $"1 to {Data.Rank - batch} coordinates for each pick", $"{count}");
        return new TensorType(Data.ElementType, [.. Indices.Shape[..^1], .. Data.Shape[(batch + (int)count)..]]);
    }

    // Every pick adds to the gradient of what it took, by linear places: adding by coordinates loses updates on several threads.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        int batch = (int)batchDims, count = (int)(Indices.Shape[^1].Size ?? throw new OperatorException(
            this, "a known number of coordinates, to be differentiated", $"indices {Indices.Shape}"));
        Value all = Op.Shape(Data, 0, batch), picked = Op.Shape(Data, batch, batch + count), rest = Op.Shape(Data, batch + count);
        Value places = Coordinates.ToPlaces(Indices, picked);                                          // (b…, i…)

        // With the batch axes, the picks and the slices as one axis each, the places of one batch stand in one row.
        Value zeros = Op.Zeros(Op.Concat(0, Product(all), Product(picked), Product(rest)), dY.ElementType);
        Value rows = Op.Reshape(places, Op.Concat(0, Product(all), Value.Constant(-1), Value.Constant(1)).OrConstant());
        Value updates = Op.Reshape(dY, Op.Concat(0, Product(all), Op.Shape(rows, 1, 2), Product(rest)).OrConstant());
        return [Op.Reshape(Op.ScatterAdd(zeros, rows.ExpandLike(updates), updates, 1), Op.Shape(Data).OrConstant())];
    }

    private static Value Product(Value lengths) => Coordinates.Product(lengths);
}
