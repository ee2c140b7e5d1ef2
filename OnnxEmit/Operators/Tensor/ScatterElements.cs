using System.Collections.Immutable;

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

    // Each place of the axis takes in all updates that name it: along one axis more, which is reduced. Elsewhere they may be fewer.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        if (reduction == "none" || Data.ElementType.BitSize < 8 || !(Data.ElementType.IsFloat || Data.ElementType.IsInteger))
            return null;
        int at = AxisList.Resolve(this, axis, Data.Rank);
        Value length = Op.Shape(Data, at, at + 1).OrConstant(), places = Indices.Cast(ElementType.Int64);
        places = Op.Where(Op.Less(places, Value.Constant(0)), places + length, places).Unsqueeze(at);
        Value isHere = Op.Equal(places, Op.Count(length).UnsqueezeTo(Data.Rank + 1, at));
        Value neutral = ScatterReduction.Neutral(reduction, Data);
        Value taken = ScatterReduction.Reduce(reduction, Op.Where(isHere, Updates.Unsqueeze(at), neutral), at + 1);
        Value missing = (Op.Shape(Data) - Op.Shape(taken)).OrConstant();
        Value all = Op.Pad(taken, Op.Concat(0, Value.Constant(new long[Data.Rank]), missing).OrConstant(), neutral);
        return [ScatterReduction.Combine(reduction, Data, all)];
    }

    // A replaced element gets no gradient; an update gets that of the place where it landed.
    /// <inheritdoc/>
    protected internal override Gradients? Gradient(Value dY, Needs needs) => reduction switch
    {
        "none" => [needs[0] ? Op.ScatterElements(dY, Indices, Updates.ZerosLike(), axis) : null, null, Landed(dY)],
        "add" => [dY, null, Landed(dY)],
        "mul" => OfProducts(dY),
        _ => OfExtremes(dY),
    };

    // What stands at the place of each update.
    private Value Landed(Value data) => Op.GatherElements(data, Indices, axis);

    // The derivative by a factor is the product of the others. With the zeros taken as 1 that is p / x, where no other factor is 0.
    private Gradients OfProducts(Value dY)
    {
        Value zero = Value.Scalar(0, Data), one = Value.Scalar(1, Data);
        Value there = Op.Where(Op.Equal(Data, zero), one, Data), added = Op.Where(Op.Equal(Updates, zero), one, Updates);
        Value zerosThere = Op.Equal(Data, zero).Cast(dY.ElementType), zerosAdded = Op.Equal(Updates, zero).Cast(dY.ElementType);
        Value products = dY * Op.ScatterElements(there, Indices, added, axis, "mul");
        Value zeros = Op.ScatterAdd(zerosThere, Indices, zerosAdded, axis);
        return
        [
            products / there * Op.Equal(zeros, zerosThere).Cast(dY.ElementType),
            null,
            Landed(products) / added * Op.Equal(Landed(zeros), zerosAdded).Cast(dY.ElementType),
        ];
    }

    // Those that tie share the gradient equally.
    private Gradients OfExtremes(Value dY)
    {
        Value there = Op.Equal(Data, Output).Cast(dY.ElementType), added = Op.Equal(Updates, Landed(Output)).Cast(dY.ElementType);
        Value share = dY / Op.ScatterAdd(there, Indices, added, axis);
        return [share * there, null, Landed(share) * added];
    }
}
