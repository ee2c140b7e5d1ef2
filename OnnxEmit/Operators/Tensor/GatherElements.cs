namespace OnnxEmit.Operators;

/// <summary>Picks single elements at places given along one axis.</summary>
/// <remarks>
/// For axis 0 of a matrix: <c>output[i, j] = data[indices[i, j], j]</c>. The output has the shape of <paramref name="indices"/>.
/// </remarks>
/// <param name="data">Any tensor of rank 1 or more.</param>
/// <param name="indices">Places along the axis, Int64 or Int32, of the data's rank; negative ones count from the end.</param>
/// <param name="axis">The axis; negative counts from the end.</param>
[OnnxOperator(since: 11, BFloat16 = 13)]
public sealed partial class GatherElements(Value data, Value indices, long axis = 0) : Operator(data, indices)
{
    internal override bool KeepsRows(ReadOnlySpan<bool> rows) =>
        !rows.Contains(false) && AxisList.Resolve(this, axis, Data.Rank) > 0;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        AxisList.Resolve(this, axis, Data.Rank);
        return Indices.Rank == Data.Rank ? new TensorType(Data.ElementType, Indices.Shape)
            : throw new OperatorException(this, "indices of the data's rank", $"data {Data.Shape}, indices {Indices.Shape}");
    }

    // Every pick adds to the gradient of the element it took.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Op.ScatterAdd(Data.ZerosLike(), Indices, dY, axis)];
}
