using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class GroupNormalizationTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 6, 5 }, 2)]
    [DataRow(new long[] { 2, 6, 5 }, 6)]
    [DataRow(new long[] { 2, 4, 3, 5 }, 1)]
    [DataRow(new long[] { 2, 4, 3, 5 }, 2)]
    [DataRow(new long[] { 1, 6, 2, 3, 2 }, 3)]
    [DataRow(new long[] { 3, 8 }, 2)]
    public void Normalizes_and_differentiates(long[] x, long groups) => OperatorHarness.Check(
        [Feed.Random(x), Feed.Random([x[1]], seed: 2), Feed.Random([x[1]], seed: 3)],
        v => Op.GroupNormalization(v[0], v[1], v[2], groups, epsilon: 0.01f));

    [TestMethod]
    public void Normalizes_other_element_types()
    {
        Feed[] halves = [.. new[] { Feed.Random([2, 4, 6]), Feed.Random([4], seed: 2), Feed.Random([4], seed: 3) }.Select(ToHalf)];
        OperatorHarness.Check(halves, v => Op.GroupNormalization(v[0], v[1], v[2], 2));
        double[] numbers = [.. Enumerable.Range(0, 24).Select(i => System.Math.Sin(i))];
        OperatorHarness.Check([Feed.Plain([1, 4, 6], numbers), Feed.Plain([4], numbers[..4]), Feed.Plain([4], numbers[4..8])],
            v => Op.GroupNormalization(v[0], v[1], v[2], 2, stashType: ElementType.Double));

        static Feed ToHalf(Feed feed) =>
            Feed.Plain(feed.Data.Dims, Array.ConvertAll(feed.Data.AsSpan<float>().ToArray(), f => (Half)f));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(2, 6, 4), six = Expect.Input(6);
        Expect.Error("GroupNormalization expects X of shape (batch, channels, …). Received: X (6).",
            () => Op.GroupNormalization(six, six, six, 2));
        Expect.Error("GroupNormalization expects one scale and bias per channel. Received: X (2, 6, 4); (6), (3).",
            () => Op.GroupNormalization(x, six, Expect.Input(3), 2));
        Expect.Error("GroupNormalization expects num_groups that divides the channels. Received: 4, X (2, 6, 4).",
            () => Op.GroupNormalization(x, six, six, 4));
        Expect.Error("GroupNormalization expects inputs of one element type. Received: Float, Float, Double.",
            () => Op.GroupNormalization(x, six, Value.Input(ElementType.Double, [6]), 2));
    }
}
