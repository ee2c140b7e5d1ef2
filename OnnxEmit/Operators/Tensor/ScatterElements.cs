namespace OnnxEmit.Operators;

/// <summary>The data with single elements replaced, or combined with others, at places given along one axis.</summary>
/// <remarks>
/// For axis 0 of a matrix: <c>output[indices[i, j], j] = updates[i, j]</c>. <paramref name="indices"/> and <paramref name="updates"/> have
/// one shape, of the data's rank. Without a reduction no place may be named twice.
/// </remarks>
/// <param name="data">Any tensor of rank 1 or more.</param>
/// <param name="indices">Places along the axis, Int64 or Int32; negative ones count from the end.</param>
/// <param name="updates">The new elements, of the data's element type.</param>
/// <param name="axis">The axis; negative counts from the end.</param>
/// <param name="reduction">
/// How an element combines with what is there: <c>none</c> (replaces), <c>add</c>, <c>mul</c>, <c>max</c> or <c>min</c>.
/// </param>
[OnnxOperator(since: 11)]
public sealed partial class ScatterElements(Value data, Value indices, Value updates, long axis = 0, string reduction = "none")
    : Operator(data, indices, updates)
{
    /// <inheritdoc/>
    public override int SinceVersion => Data.ElementType.Since(ScatterReduction.SinceVersion(reduction));

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        ScatterReduction.Check(this, reduction);
        AxisList.Resolve(this, axis, Data.Rank);
        bool agree = Indices.Shape.Zip(Updates.Shape).All(pair => pair.First.MayEqual(pair.Second));
        if (Indices.Rank != Data.Rank || Updates.Rank != Data.Rank || !agree)
        {
            throw new OperatorException(
                this, "indices and updates of one shape and of the data's rank",
                $"data {Data.Shape}, indices {Indices.Shape}, updates {Updates.Shape}");
        }

        return Data.ElementType == Updates.ElementType ? Data.TensorType
            : throw new OperatorException(this, "data and updates of one element type", $"{Data.ElementType}, {Updates.ElementType}");
    }

    // A replaced element gets no gradient; an update gets that of the place where it landed.
    /// <inheritdoc/>
    protected internal override Gradients? Gradient(Value dY, Needs needs)
    {
        if (reduction is not ("none" or "add"))
            return null;
        Value? dData = !needs[0] || reduction == "add" ? dY : Op.ScatterElements(dY, Indices, Updates.ZerosLike(), axis);
        return [dData, null, needs[2] ? Op.GatherElements(dY, Indices, axis) : null];
    }
}
