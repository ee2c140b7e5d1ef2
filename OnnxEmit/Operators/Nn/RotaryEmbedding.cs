using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Turns pairs of features by an angle that grows with the position: rotary position embedding. Output of X's shape.</summary>
/// <remarks>
/// A pair (a, b) becomes (a·cos − b·sin, a·sin + b·cos). Pairs are the halves of the first <paramref name="rotaryEmbeddingDim"/> features
/// of each head, or neighbours where <paramref name="interleaved"/> is set; the other features stay.
/// </remarks>
/// <param name="x">(batch, heads, sequence, features) or (batch, sequence, heads · features).</param>
/// <param name="cosCache">
/// The cosines, (positions, pairs) where <paramref name="positionIds"/> are given, else (batch, sequence, pairs).
/// </param>
/// <param name="sinCache">The sines, of the shape of <paramref name="cosCache"/>.</param>
/// <param name="positionIds">The position of each element of the sequence, Int64 of shape (batch, sequence).</param>
/// <param name="interleaved">Whether neighbours make a pair, rather than the halves.</param>
/// <param name="numHeads">The number of heads; needed where X has three axes.</param>
/// <param name="rotaryEmbeddingDim">How many features of each head are turned, even; 0 for all.</param>
/// <seealso href="https://arxiv.org/abs/2104.09864"/>
[OnnxOperator(since: 23)]
public sealed partial class RotaryEmbedding(
    Value x, Value cosCache, Value sinCache, Value? positionIds = null, bool interleaved = false, long? numHeads = null,
    long rotaryEmbeddingDim = 0) : Operator(x, cosCache, sinCache, positionIds)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (X.Rank is not (3 or 4))
            throw new OperatorException(
                this, "X of shape (batch, heads, sequence, features) or (batch, sequence, heads · features)", $"X {X.Shape}");
        if (X.Rank == 3 && (numHeads is not >= 1 || X.Shape[2].Size % numHeads > 0))
            throw new OperatorException(this, "num_heads that divides the last of three axes", $"{numHeads ?? 0}, X {X.Shape}");
        int rank = PositionIds is null ? 3 : 2;
        if (CosCache.Rank != rank || SinCache.Rank != rank
            || !CosCache.Shape.Zip(SinCache.Shape).All(pair => pair.First.MayEqual(pair.Second)))
        {
            throw new OperatorException(
                this, $"cos_cache and sin_cache of one shape, of rank {rank} {(rank == 2 ? "with" : "without")} position_ids",
                $"{CosCache.Shape}, {SinCache.Shape}");
        }

        if (new[] { CosCache, SinCache }.Any(cache => cache.ElementType != X.ElementType))
            throw new OperatorException(this, "X and caches of one element type", $"{X.ElementType}, {CosCache.ElementType}");
        if (Turned is { } turned && (turned % 2 != 0 || !CosCache.Shape[^1].MayEqual(turned / 2)))
            throw new OperatorException(this, $"caches with one column for each of {turned} ÷ 2 pairs", $"{CosCache.Shape}");
        return X.TensorType;
    }

    // How many features of each head are turned; null where that is known at run time only.
    private long? Turned => rotaryEmbeddingDim > 0 ? rotaryEmbeddingDim
        : X.Rank == 4 ? X.Shape[3].Size
        : X.Shape[2].Size / numHeads;

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        int headAxis = X.Rank == 4 ? 1 : 2;
        Value heads = X.Rank == 4 ? X : X.Reshape(0, 0, numHeads!.Value, -1);
        Value cos = PerHead(CosCache), sin = PerHead(SinCache);
        Value half = Op.Shape(cos, 3, 4).OrConstant(), all = (half * Value.Constant(2)).OrConstant();
        Value zero = Value.Constant(0), one = Value.Constant(1), two = Value.Constant(2), last = Value.Constant(-1);
        Value a = interleaved ? Op.Slice(heads, zero, all, last, two) : Op.Slice(heads, zero, half, last);
        Value b = interleaved ? Op.Slice(heads, one, all, last, two) : Op.Slice(heads, half, all, last);
        Value left = (a * cos) - (b * sin), right = (a * sin) + (b * cos);
        Value turned = interleaved ? Op.Concat(-1, left.Unsqueeze(-1), right.Unsqueeze(-1)).Reshape(0, 0, 0, -1)
            : Op.Concat(-1, left, right);
        if (rotaryEmbeddingDim > 0)
            turned = Op.Concat(-1, turned, Op.Slice(heads, all, Value.Constant(long.MaxValue), last));
        return [X.Rank == 4 ? turned : turned.ReshapeLike(X)];

        Value PerHead(Value cache) => (PositionIds is null ? cache : Op.Gather(cache, PositionIds)).Unsqueeze(headAxis);
    }
}
