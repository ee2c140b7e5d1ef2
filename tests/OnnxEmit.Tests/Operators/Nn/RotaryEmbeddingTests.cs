using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class RotaryEmbeddingTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Turns_and_differentiates_heads_apart(bool interleaved)
    {
        Feed x = Feed.Random([2, 3, 4, 6]), ids = Feed.Plain<long>([2, 4], 0, 1, 2, 3, 5, 0, 4, 4);
        Feed cos = Feed.Random([6, 3], seed: 2), sin = Feed.Random([6, 3], seed: 3);
        Check([x, cos, sin, ids], v => Op.RotaryEmbedding(v[0], v[1], v[2], v[3], interleaved));
        Check([x, Feed.Random([2, 4, 3], seed: 2), Feed.Random([2, 4, 3], seed: 3)],
            v => Op.RotaryEmbedding(v[0], v[1], v[2], interleaved: interleaved));
        Check([x, Feed.Random([6, 2], seed: 2), Feed.Random([6, 2], seed: 3), ids],
            v => Op.RotaryEmbedding(v[0], v[1], v[2], v[3], interleaved, rotaryEmbeddingDim: 4));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Turns_and_differentiates_heads_in_the_last_axis(bool interleaved)
    {
        Feed x = Feed.Random([2, 4, 12]), ids = Feed.Plain<long>([2, 4], 0, 1, 2, 3, 5, 0, 4, 4);
        Check([x, Feed.Random([6, 3], seed: 2), Feed.Random([6, 3], seed: 3), ids],
            v => Op.RotaryEmbedding(v[0], v[1], v[2], v[3], interleaved, numHeads: 2));
        Check([x, Feed.Random([2, 4, 3], seed: 2), Feed.Random([2, 4, 3], seed: 3)],
            v => Op.RotaryEmbedding(v[0], v[1], v[2], null, interleaved, numHeads: 2));
        Check([x, Feed.Random([6, 1], seed: 2), Feed.Random([6, 1], seed: 3), ids],
            v => Op.RotaryEmbedding(v[0], v[1], v[2], v[3], interleaved, numHeads: 3, rotaryEmbeddingDim: 2));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(2, 3, 4, 6), cos = Expect.Input(2, 4, 3), flat = Expect.Input(2, 4, 12);
        Expect.Error(
            "RotaryEmbedding expects X of shape (batch, heads, sequence, features) or (batch, sequence, heads · features). " +
            "Received: X (2, 4).",
            () => Op.RotaryEmbedding(Expect.Input(2, 4), cos, cos));
        Expect.Error("RotaryEmbedding expects num_heads that divides the last of three axes. Received: 0, X (2, 4, 12).",
            () => Op.RotaryEmbedding(flat, cos, cos));
        Expect.Error("RotaryEmbedding expects num_heads that divides the last of three axes. Received: 5, X (2, 4, 12).",
            () => Op.RotaryEmbedding(flat, cos, cos, numHeads: 5));
        Expect.Error(
            "RotaryEmbedding expects cos_cache and sin_cache of one shape, of rank 3 without position_ids. Received: (2, 4, 3), (4, 3).",
            () => Op.RotaryEmbedding(x, cos, Expect.Input(4, 3)));
        Expect.Error("RotaryEmbedding expects caches with one column for each of 4 ÷ 2 pairs. Received: (2, 4, 3).",
            () => Op.RotaryEmbedding(x, cos, cos, rotaryEmbeddingDim: 4));
    }

    private static void Check(Feed[] feeds, Func<Value[], Value> build) => OperatorHarness.Check(feeds, build, opset: 23);
}
