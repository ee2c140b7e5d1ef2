using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class ScatterElementsTests
{
    [TestMethod]
    [DataRow("none", 0L, new long[] { 0, 1, 2, -1, -2, 1 })]
    [DataRow("none", 1L, new long[] { 2, 0, 1, -1, 0, 1 })]
    [DataRow("none", -1L, new long[] { 2, 0, 1, 1, 2, 0 })]
    [DataRow("add", 0L, new long[] { 0, 1, 2, 0, -2, 1 })]
    [DataRow("add", -2L, new long[] { 0, 1, 2, -1, -2, 1 })]
    [DataRow("add", 1L, new long[] { 1, 1, 1, 2, 0, 2 })]
    public void Scatters_along_an_axis(string reduction, long axis, long[] places) => OperatorHarness.Check(
        [Feed.Random([4, 3]), Feed.Plain([2, 3], places), Feed.Random([2, 3], seed: 2)],
        x => Op.ScatterElements(x[0], x[1], x[2], axis, reduction));

    [TestMethod]
    public void Adds_to_one_place_twice() => OperatorHarness.Check(
        [Feed.Random([3]), Feed.Plain<int>([4], 1, 1, 0, 1), Feed.Random([4])],
        x => Op.ScatterElements(x[0], x[1], x[2], reduction: "add"));

    [TestMethod]
    [DataRow("mul", new float[] { 2, 24, 4 })]
    [DataRow("max", new float[] { 2, 4, 4 })]
    [DataRow("min", new float[] { 2, 2, 4 })]
    public void Knows_other_reductions(string reduction, float[] expected)
    {
        Feed data = Feed.Plain<float>([3], 2, 3, 4), updates = Feed.Plain<float>([2], 2, 4);
        TensorData y = OperatorHarness.Check(
            [data, Feed.Plain<long>([2], 1, 1), updates], x => Op.ScatterElements(x[0], x[1], x[2], reduction: reduction))[0];
        CollectionAssert.AreEqual(expected, y.AsSpan<float>().ToArray());
    }

    [TestMethod]
    [DataRow("mul", 0L, new long[] { 0, 1, 2, 0, -2, 1 })]
    [DataRow("mul", 1L, new long[] { 1, 1, 1, 2, 0, 2 })]
    [DataRow("max", 0L, new long[] { 0, 1, 2, 0, -2, 1 })]
    [DataRow("min", 1L, new long[] { 1, 1, 1, 2, 0, 2 })]
    public void Differentiates_other_reductions(string reduction, long axis, long[] places)
    {
        Feed[] feeds = [Feed.Distinct([4, 3]), Feed.Plain([2, 3], places), Feed.Distinct([2, 3], 0.07f, seed: 2)];
        OperatorHarness.Check(feeds, x => Op.ScatterElements(x[0], x[1], x[2], axis, reduction));
        OperatorHarness.CheckOpen(feeds, x => Op.ScatterElements(x[0], x[1], x[2], axis, reduction));
    }

    [TestMethod]
    [DataRow(new float[] { 2, 3, 4 }, new float[] { 0, 5 })]
    [DataRow(new float[] { 2, 0, 4 }, new float[] { 3, 5 })]
    [DataRow(new float[] { 2, 3, 4 }, new float[] { 0, 0 })]
    [DataRow(new float[] { 2, 0, 4 }, new float[] { 0, 5 })]
    public void Differentiates_products_with_zeros(float[] data, float[] updates) => OperatorHarness.Check(
        [Feed.Of([3], data), Feed.Plain<long>([2], 1, 1), Feed.Of([2], updates)],
        x => Op.ScatterElements(x[0], x[1], x[2], reduction: "mul"));

    [TestMethod]
    public void Extremes_that_tie_share_the_gradient()
    {
        float[][] gradients = OperatorHarness.Gradients(
            [Feed.Of([2], 5, 1), Feed.Plain<long>([3], 0, 0, 1), Feed.Of([3], 5, 4, 0)],
            x => Op.ScatterElements(x[0], x[1], x[2], reduction: "max"));
        CollectionAssert.AreEqual(new float[] { 0.5f, 1 }, gradients[0]);
        CollectionAssert.AreEqual(new float[] { 0.5f, 0, 0 }, gradients[1]);
    }

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        foreach ((string reduction, int version) in new[] { ("none", 11), ("add", 16), ("mul", 16), ("max", 18), ("min", 18) })
        {
            Value y = Op.ScatterElements(Expect.Input(3), Value.Constant(1), Expect.Input(1), 0, reduction);
            Assert.AreEqual(version, y.Producer!.SinceVersion);
        }
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error(
            "ScatterElements expects indices and updates of one shape and of the data's rank. " +
            "Received: data (3), indices (2), updates (1).",
            () => Op.ScatterElements(Expect.Input(3), Value.Constant(0, 1), Expect.Input(1)));
        Expect.Error("ScatterElements expects reduction to be none, add, mul, max or min. Received: 'sum'.",
            () => Op.ScatterElements(Expect.Input(3), Value.Constant(0), Expect.Input(1), reduction: "sum"));
        Expect.Error("ScatterElements expects data and updates of one element type. Received: Float, Int64.",
            () => Op.ScatterElements(Expect.Input(3), Value.Constant(0), Value.Constant(1)));
    }
}
