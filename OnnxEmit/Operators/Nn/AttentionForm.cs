using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Attention in matrix products and a softmax: what it is differentiated through, and its form for older operator sets.</summary>
internal sealed class AttentionForm(
    Value q, Value k, Value v, bool isCausal, long? queryHeads, long? keyHeads, float? scale, float softcap, ElementType precision)
{
    public Value? Mask { get; init; }

    public Value? PastKey { get; init; }

    public Value? PastValue { get; init; }

    /// <summary>How many keys of each example count.</summary>
    public Value? Counting { get; init; }

    /// <summary>Which stage of the products is the fourth output.</summary>
    public long Shown { get; init; }

    /// <summary>All four outputs.</summary>
    public ImmutableArray<Value> Outputs()
    {
        Value query = Split(q, queryHeads), key = Split(k, keyHeads), value = Split(v, keyHeads);
        if (PastKey is not null)
            (key, value) = (Op.Concat(2, PastKey, key), Op.Concat(2, PastValue!, value));

        // By the root of the scale each, so that half precision does not overflow.
        Value root = Root(query);
        Value products = Ungrouped(Op.MatMul(Grouped(query * root, key), (key * root).SwapLastAxes()), query, key);
        Value capped = softcap > 0 ? Op.Tanh(products / softcap) * softcap : products;
        Value masked = Bias(query, key) is { } bias ? capped + bias : capped;
        Value weights = Op.Softmax(masked.Cast(precision)).Cast(q.ElementType);
        Value result = Ungrouped(Op.MatMul(Grouped(weights.Cast(v.ElementType), key), value), query, key).Cast(q.ElementType);
        Value shown = Shown switch { 0 => products, 1 => capped, 2 => masked, _ => weights };
        return [q.Rank == 4 ? result : Op.Transpose(result, [0, 2, 1, 3]).Reshape(0, 0, -1), key, value, shown];
    }

    private static Value Split(Value x, long? heads) =>
        x.Rank == 4 ? x : Op.Transpose(x.Reshape(0, 0, heads!.Value, -1), [0, 2, 1, 3]);

    private Value Root(Value query)
    {
        if (scale is { } given)
            return Value.Scalar(Math.Sqrt(given), query);
        if (query.Shape[3].Size is { } number)
            return Value.Scalar(Math.Pow(number, -0.25), query);
        Value features = Op.Shape(query, 3, 4).Cast(ElementType.Float);
        return Op.Reciprocal(Op.Sqrt(Op.Sqrt(features))).Cast(query.ElementType);
    }

    // Query heads that share a head of K and V follow each other as more queries of that head: nothing is repeated.
    private static Value Grouped(Value x, Value key) => x.Shape[1] == key.Shape[1] ? x : WithHeadsOf(key, x);

    private static Value Ungrouped(Value x, Value query, Value key) => query.Shape[1] == key.Shape[1] ? x : WithHeadsOf(query, x);

    private static Value WithHeadsOf(Value like, Value x) =>
        Op.Reshape(x, Op.Concat(0, Value.Constant(0), Op.Shape(like, 1, 2), Value.Constant(-1, 0)).OrConstant());

    // What is added to the products: −∞ where a query does not attend to a key.
    private Value? Bias(Value query, Value key)
    {
        Value? bias = Mask is null ? null : Padded(Mask.ElementType == ElementType.Bool ? Added(Mask) : Mask.Cast(q.ElementType), key);
        if (isCausal)
        {
            Value place = Op.Count(Op.Shape(query, 2, 3).OrConstant());
            if (PastKey is not null)
                place += Op.Shape(PastKey, 2, 3).OrConstant();
            bias = Plus(bias, Added(Op.GreaterOrEqual(place.Unsqueeze(-1), Keys(key))));
        }

        return Counting is null ? bias : Plus(bias, Added(Op.Less(Keys(key), Counting.Unsqueeze(1, 2, 3))));
    }

    // A mask for fewer keys leaves out the others.
    private static Value Padded(Value bias, Value key) =>
        bias.Shape[^1].Size is { } given && given != 1 && key.Shape[2].Size is { } keys && given < keys
            ? Op.Pad(bias, Value.Constant([.. new long[(2 * bias.Rank) - 1], keys - given]), Value.Scalar(double.NegativeInfinity, bias))
            : bias;

    private static Value Keys(Value key) => Op.Count(Op.Shape(key, 2, 3).OrConstant());

    private Value Added(Value attends) => Op.Where(attends, Value.Scalar(0, q), Value.Scalar(double.NegativeInfinity, q));

    private static Value Plus(Value? a, Value b) => a is null ? b : a + b;
}
