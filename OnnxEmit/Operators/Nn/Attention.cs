using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Scaled dot-product attention: softmax(Q·Kᵀ · scale + mask)·V, for each head.</summary>
/// <remarks>
/// Q (batch, query heads, queries, features) with K (batch, heads, keys, features) and V (batch, heads, keys, values) gives (batch, query
/// heads, queries, values); or all of them with their heads in the last axis, (batch, queries, query heads · features), …. Where there are
/// more query heads than heads, neighbours share one. Further outputs: K and V behind the past ones, with four axes, and the products of Q
/// and K, (batch, query heads, queries, past + keys), at the point that <paramref name="qkMatmulOutputMode"/> says.
/// </remarks>
/// <param name="q">Queries.</param>
/// <param name="k">Keys, with Q's number of axes and element type.</param>
/// <param name="v">Values, with Q's number of axes.</param>
/// <param name="attnMask">
/// Which keys a query attends to (Bool), or what is added to its products, of a shape that broadcasts to (batch, query heads, queries,
/// past + keys); with fewer keys the others are left out.
/// </param>
/// <param name="pastKey">Keys from before, (batch, heads, past, features); together with <paramref name="pastValue"/>.</param>
/// <param name="pastValue">Values from before, (batch, heads, past, values).</param>
/// <param name="nonpadKvSeqlen">How many of the keys count, an Int64 vector of one number per example; all when omitted.</param>
/// <param name="isCausal">Whether a query attends to the past and to keys up to its own place only.</param>
/// <param name="qNumHeads">The number of query heads; needed with three axes.</param>
/// <param name="kvNumHeads">The number of heads of K and V; needed with three axes.</param>
/// <param name="scale">Factor of the products; 1 ÷ √features when omitted.</param>
/// <param name="softcap">Where above 0, products p become softcap · tanh(p ÷ softcap).</param>
/// <param name="softmaxPrecision">The type that the softmax is computed in; Q's when omitted.</param>
/// <param name="qkMatmulOutputMode">The fourth output: 0 the products, 1 after the softcap, 2 after the mask, 3 after the softmax.</param>
/// <param name="outputs">1 to 4.</param>
/// <seealso href="https://arxiv.org/abs/1706.03762"/>
[OnnxOperator(since: 23)]
public sealed partial class Attention(
    Value q, Value k, Value v, Value? attnMask = null, Value? pastKey = null, Value? pastValue = null, Value? nonpadKvSeqlen = null,
    bool isCausal = false, long? qNumHeads = null, long? kvNumHeads = null, float? scale = null, float softcap = 0,
    ElementType? softmaxPrecision = null, long qkMatmulOutputMode = 0, int outputs = 1)
    : Operator(q, k, v, attnMask, pastKey, pastValue, nonpadKvSeqlen)
{
    /// <inheritdoc/>
    public override int SinceVersion => NonpadKvSeqlen is null ? 23 : 24;

    /// <inheritdoc/>
    protected internal override OnnxType? InferType() => InferTypes()[0];

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes()
    {
        CheckInputs();
        Shape query = Heads(Q, qNumHeads), key = Heads(K, kvNumHeads), value = Heads(V, kvNumHeads);
        if (!query[3].MayEqual(key[3]) || !key[2].MayEqual(value[2]) || !key[1].MayEqual(value[1]) || !query[0].MayEqual(key[0]))
            throw new OperatorException(this, "Q, K and V that fit, by heads", $"Q {query}, K {key}, V {value}");
        if (query[1].Size is { } many && key[1].Size is { } few && (few == 0 || many % few != 0))
            throw new OperatorException(this, "as many query heads as heads of K and V, or a multiple", $"{many}, {few}");
        if (PastKey is not null)
            (key, value) = (key.With(2, Lengths.Sum(PastKey.Shape[2], key[2])), value.With(2, Lengths.Sum(PastValue!.Shape[2], value[2])));
        Shape scores = [query[0], query[1], query[2], key[2]];
        if (AttnMask is not null && Shape.TryBroadcast(AttnMask.Shape.With(^1, 1), scores) is not { Rank: 4 })
            throw new OperatorException(this, $"a mask that broadcasts to {scores}", $"{AttnMask.Shape}");
        Shape result = Q.Rank == 4 ? [query[0], query[1], query[2], value[3]] : [query[0], query[2], query[1] * value[3]];
        ImmutableArray<OnnxType?> types = [
            new TensorType(Q.ElementType, result), new TensorType(K.ElementType, key), new TensorType(V.ElementType, value),
            new TensorType(Q.ElementType, scores)];
        return outputs is >= 1 and <= 4 ? types[..outputs] : throw new OperatorException(this, "one to four outputs", $"{outputs}");
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        _ = Output;
        return new AttentionForm(Q, K, V, isCausal, qNumHeads, kvNumHeads, scale, softcap, softmaxPrecision ?? Q.ElementType)
        {
            Mask = AttnMask, PastKey = PastKey, PastValue = PastValue, Counting = NonpadKvSeqlen, Shown = qkMatmulOutputMode,
        }.Outputs()[..outputs];
    }

    private void CheckInputs()
    {
        if (Q.Rank is not (3 or 4) || K.Rank != Q.Rank || V.Rank != Q.Rank)
            throw new OperatorException(this, "Q, K and V all of three or all of four axes", $"Q {Q.Shape}, K {K.Shape}, V {V.Shape}");
        if (Q.Rank == 3 && !(qNumHeads >= 1 && kvNumHeads >= 1))
            throw new OperatorException(this, "q_num_heads and kv_num_heads with three axes", $"{qNumHeads ?? 0}, {kvNumHeads ?? 0}");
        if (K.ElementType != Q.ElementType)
            throw new OperatorException(this, "Q and K of one element type", $"{Q.ElementType}, {K.ElementType}");
        if (PastKey is null != PastValue is null)
            throw new OperatorException(this, "past_key and past_value together", PastKey is null ? "past_value alone" : "past_key alone");
        if (AttnMask is not null && AttnMask.ElementType != ElementType.Bool && !AttnMask.ElementType.IsFloat)
            throw new OperatorException(this, "a mask of Bool or of Q's element type", $"{AttnMask.ElementType}");
        if (qkMatmulOutputMode is < 0 or > 3)
            throw new OperatorException(this, "qk_matmul_output_mode of 0 to 3", $"{qkMatmulOutputMode}");
    }

    // (batch, heads, sequence, features), whichever way they stand.
    private Shape Heads(Value x, long? heads)
    {
        if (x.Rank == 4)
            return x.Shape;
        Dim hidden = x.Shape[2];
        return hidden.TryDivide(heads!.Value, out Dim features) ? [x.Shape[0], heads.Value, x.Shape[1], features]
            : hidden.IsKnown ? throw new OperatorException(this, $"a last axis that is a multiple of {heads} heads", $"{x.Shape}")
            : [x.Shape[0], heads.Value, x.Shape[1], Dim.Derived($"div({hidden.ToFormula()}, {heads})")];
    }
}
