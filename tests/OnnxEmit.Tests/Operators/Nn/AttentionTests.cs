using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class AttentionTests
{
    private static readonly Feed Q = Feed.Random([2, 4, 3, 5]), K = Feed.Random([2, 4, 6, 5], seed: 2);
    private static readonly Feed V = Feed.Random([2, 4, 6, 2], seed: 3);

    [TestMethod]
    public void Attends_and_differentiates()
    {
        Check([Q, K, V], v => Op.Attention(v[0], v[1], v[2]));
        Check([Q, K, V], v => Op.Attention(v[0], v[1], v[2], scale: 0.3f));
        Check([Q, K, V], v => Op.Attention(v[0], v[1], v[2], softcap: 0.7f));
        Check([Q, K, V], v => Op.Attention(v[0], v[1], v[2], isCausal: true));
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(1)]
    public void Query_heads_share_heads(int heads)
    {
        Feed k = Feed.Random([2, heads, 6, 5], seed: 2), v2 = Feed.Random([2, heads, 6, 2], seed: 3);
        Check([Q, k, v2], v => Op.Attention(v[0], v[1], v[2]));
        Check([Q, k, v2], v => Op.Attention(v[0], v[1], v[2], isCausal: true));
        Feed flat = Feed.Random([2, 3, 20]), keys = Feed.Random([2, 6, 5 * heads], seed: 2);
        Feed values = Feed.Random([2, 6, 2 * heads], seed: 3);
        Check([flat, keys, values], v => Op.Attention(v[0], v[1], v[2], qNumHeads: 4, kvNumHeads: heads));
    }

    [TestMethod]
    public void Takes_heads_in_the_last_axis() => Check(
        [Feed.Random([2, 3, 6]), Feed.Random([2, 4, 6], seed: 2), Feed.Random([2, 4, 9], seed: 3)],
        v => Op.Attention(v[0], v[1], v[2], qNumHeads: 3, kvNumHeads: 3));

    [TestMethod]
    [DataRow(new long[] { 3, 6 })]
    [DataRow(new long[] { 4, 3, 6 })]
    [DataRow(new long[] { 1, 3, 6 })]
    [DataRow(new long[] { 2, 1, 3, 6 })]
    [DataRow(new long[] { 2, 4, 3, 6 })]
    public void Takes_masks(long[] dims)
    {
        bool[] attends = [.. Enumerable.Range(0, (int)dims.Aggregate(1L, (n, d) => n * d)).Select(i => i % 6 == 0 || i * 7 % 5 < 3)];
        Check([Q, K, V, Feed.Plain(dims, attends)], v => Op.Attention(v[0], v[1], v[2], v[3]));
        Check([Q, K, V, Feed.Plain(dims, attends)], v => Op.Attention(v[0], v[1], v[2], v[3], isCausal: true));
        Check([Q, K, V, Feed.Random(dims, seed: 4)], v => Op.Attention(v[0], v[1], v[2], v[3]));
        Check([Q, K, V, Feed.Random(dims, seed: 4)], v => Op.Attention(v[0], v[1], v[2], v[3], softcap: 0.7f));
    }

    [TestMethod]
    public void Continues_from_the_past()
    {
        Feed pastKey = Feed.Random([2, 4, 2, 5], seed: 4), pastValue = Feed.Random([2, 4, 2, 2], seed: 5);
        CheckAll([Q, K, V, pastKey, pastValue], v => new Attention(v[0], v[1], v[2], null, v[3], v[4], outputs: 3));
        CheckAll([Q, K, V, pastKey, pastValue], v => new Attention(v[0], v[1], v[2], null, v[3], v[4], isCausal: true, outputs: 3));
        CheckAll([Q, K, V, pastKey, pastValue, Feed.Random([3, 8], seed: 6)],
            v => new Attention(v[0], v[1], v[2], v[5], v[3], v[4], outputs: 3));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Shows_its_products(int stage)
    {
        Feed pastKey = Feed.Random([2, 4, 2, 5], seed: 4), pastValue = Feed.Random([2, 4, 2, 2], seed: 5);
        Feed mask = Feed.Random([3, 8], seed: 6);
        CheckAll([Q, K, V, pastKey, pastValue, mask],
            v => new Attention(v[0], v[1], v[2], v[5], v[3], v[4], softcap: 0.7f, qkMatmulOutputMode: stage, outputs: 4));
        CheckAll([Q, K, V, pastKey, pastValue, mask],
            v => new Attention(v[0], v[1], v[2], v[5], v[3], v[4], qkMatmulOutputMode: stage, outputs: 4));
    }

    [TestMethod]
    public void Attends_in_half_precision()
    {
        Feed[] halves = [.. new[] { Q, K, V }.Select(f =>
            Feed.Plain(f.Data.Dims, Array.ConvertAll(f.Data.AsSpan<float>().ToArray(), x => (Half)x)))];
        Check(halves, v => Op.Attention(v[0], v[1], v[2]));
        Check(halves, v => Op.Attention(v[0], v[1], v[2], softmaxPrecision: ElementType.Float));
    }

    [TestMethod]
    public void Keeps_names()
    {
        Value q = Value.Input(ElementType.Float, ["batch", 4, "queries", 8]), k = Value.Input(ElementType.Float, ["batch", 2, "keys", 8]);
        Assert.AreEqual("(batch, 4, queries, 8)", Op.Attention(q, k, k).Shape.ToString());
        Value flat = Value.Input(ElementType.Float, ["batch", "queries", 32]);
        Assert.AreEqual("(batch, queries, 32)", Op.Attention(flat, flat, flat, qNumHeads: 4, kvNumHeads: 4).Shape.ToString());
        Assert.AreEqual("(batch, 4, queries, queries)",
            new Attention(flat, flat, flat, qNumHeads: 4, kvNumHeads: 4, outputs: 4).Outputs[3].Shape.ToString());
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value q = Expect.Input(2, 4, 3, 5), k = Expect.Input(2, 4, 6, 5), flat = Expect.Input(2, 3, 20), past = Expect.Input(2, 4, 2, 5);
        Expect.Error(
            "Attention expects Q, K and V all of three or all of four axes. Received: Q (2, 4, 3, 5), K (2, 4, 6, 5), V (2, 3, 20).",
            () => Op.Attention(q, k, flat));
        Expect.Error("Attention expects q_num_heads and kv_num_heads with three axes. Received: 4, 0.",
            () => Op.Attention(flat, flat, flat, qNumHeads: 4));
        Expect.Error("Attention expects a last axis that is a multiple of 3 heads. Received: (2, 3, 20).",
            () => Op.Attention(flat, flat, flat, qNumHeads: 3, kvNumHeads: 3));
        Expect.Error("Attention expects as many query heads as heads of K and V, or a multiple. Received: 4, 3.",
            () => Op.Attention(q, Expect.Input(2, 3, 6, 5), Expect.Input(2, 3, 6, 5)));
        Expect.Error("Attention expects Q, K and V that fit, by heads. Received: Q (2, 4, 3, 5), K (2, 4, 6, 4), V (2, 4, 6, 4).",
            () => Op.Attention(q, Expect.Input(2, 4, 6, 4), Expect.Input(2, 4, 6, 4)));
        Expect.Error("Attention expects past_key and past_value together. Received: past_key alone.",
            () => Op.Attention(q, k, k, pastKey: past));
        Expect.Error("Attention expects a mask that broadcasts to (2, 4, 3, 6). Received: (5, 6).",
            () => Op.Attention(q, k, k, Expect.Input(5, 6)));
        Expect.Error("Attention expects a mask of Bool or of Q's element type. Received: Int64.",
            () => Op.Attention(q, k, k, Value.Input(ElementType.Int64, [3, 6])));
        Expect.Error("Attention expects qk_matmul_output_mode of 0 to 3. Received: 4.",
            () => Op.Attention(q, k, k, qkMatmulOutputMode: 4));
        Expect.Error("Attention expects one to four outputs. Received: 5.", () => new Attention(q, k, k, outputs: 5).Output);
    }

    private static void Check(Feed[] feeds, Func<Value[], Value> build) => OperatorHarness.Check(feeds, build, opset: 23);

    private static void CheckAll(Feed[] feeds, Func<Value[], Attention> build) =>
        OperatorHarness.Check(feeds, v => build(v).Outputs, opset: 23);
}
