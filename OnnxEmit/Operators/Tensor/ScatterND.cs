using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The data with elements or slices replaced, or combined with others, at places given by coordinates.</summary>
/// <remarks>
/// Each row of <paramref name="indices"/> (…, k) is the coordinates of one place along the first k axes: indices (i…, k) and updates (i…,
/// s…) for data (n₁…n_k, s…). Without a reduction no place may be named twice. With one, ONNX Runtime loses updates of places named twice
/// on several threads: use <see cref="ScatterElements"/>.
/// </remarks>
/// <param name="data">Any tensor of rank 1 or more.</param>
/// <param name="indices">Coordinates, Int64, of rank 1 or more; negative ones count from the end.</param>
/// <param name="updates">The new elements or slices, of the data's element type.</param>
/// <param name="reduction">
/// How an element combines with what is there: <c>none</c> (replaces), <c>add</c>, <c>mul</c>, <c>max</c> or <c>min</c>.
/// </param>
[OnnxOperator(since: 11)]
public sealed partial class ScatterND(Value data, Value indices, Value updates, string reduction = "none")
    : Operator(data, indices, updates)
{
    /// <inheritdoc/>
    public override int SinceVersion => Data.ElementType.Since(ScatterReduction.SinceVersion(reduction));

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        ScatterReduction.Check(this, reduction);
        if (Data.ElementType != Updates.ElementType)
            throw new OperatorException(this, "data and updates of one element type", $"{Data.ElementType}, {Updates.ElementType}");
        if (Indices.Rank == 0 || Indices.Shape[^1].Size is not { } count)
            return Data.TensorType;
        if (count < 1 || count > Data.Rank)
            throw new OperatorException(this, $"1 to {Data.Rank} coordinates for each place", $"{count}");
        Shape expected = [.. Indices.Shape[..^1], .. Data.Shape[(int)count..]];
        return Updates.Rank == expected.Rank && expected.Zip(Updates.Shape).All(pair => pair.First.MayEqual(pair.Second)) ? Data.TensorType
            : throw new OperatorException(this, $"updates of shape {expected}", $"{Updates.Shape}");
    }

    // A replaced slice gets no gradient; an update gets that of the place where it landed.
    /// <inheritdoc/>
    protected internal override Gradients? Gradient(Value dY, Needs needs)
    {
        if (reduction is not ("none" or "add"))
            return null;
        Value? dData = !needs[0] || reduction == "add" ? dY : Op.ScatterND(dY, Indices, Updates.ZerosLike());
        return [dData, null, needs[2] ? Op.GatherND(dY, Indices) : null];
    }

    // The axes that the coordinates are of as one, along which slices are scattered element by element.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        if (Indices.Shape[^1].Size is not { } count || Data.ElementType == ElementType.String)
            return null;
        Value shape = Op.Shape(Data), inner = Op.Concat(0, Value.Constant(-1), Op.Shape(Data, count)).OrConstant();
        Value slices = Op.Reshape(Updates, inner), places = Coordinates.ToPlaces(Indices, Op.Shape(Data, 0, count));
        long[] row = [-1, .. Enumerable.Repeat(1L, slices.Rank - 1)];
        Value flat = Op.ScatterElements(Op.Reshape(Data, inner), places.Reshape(row).ExpandLike(slices), slices, 0, reduction);
        return [Op.Reshape(flat, shape.OrConstant())];
    }
}
