using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class TileTests
{
    [TestMethod]
    [DataRow(new long[] { 3 }, new long[] { 2 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 1, 2 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3, 2 })]
    [DataRow(new long[] { 2, 1, 3 }, new long[] { 2, 3, 2 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 1, 1 })]
    public void Repeats(long[] input, long[] repeats)
    {
        OperatorHarness.Check([Feed.Random(input), Feed.Axes(repeats)], x => Op.Tile(x[0], x[1]));
        OperatorHarness.CheckOpen([Feed.Random(input), Feed.Plain([repeats.Length], repeats)], x => Op.Tile(x[0], x[1]));
    }

    [TestMethod]
    public void Repeats_integers() => OperatorHarness.Check([Feed.Plain<long>([2], 1, 2), Feed.Axes(2)], x => Op.Tile(x[0], x[1]));

    [TestMethod]
    public void Multiplies_named_lengths() =>
        Assert.AreEqual<Shape>(["2·batch", 3], Op.Tile(Value.Input(ElementType.Float, ["batch", 3]), Value.Constant(2, 1)).Shape);

    [TestMethod]
    public void Names_repeats_that_do_not_fit() =>
        Expect.Error("Tile expects 2 repeats, one per axis. Received: (2).", () => Op.Tile(Expect.Input(2, 3), Value.Constant(2)));
}
