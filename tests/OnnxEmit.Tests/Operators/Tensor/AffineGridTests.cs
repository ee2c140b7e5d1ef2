using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class AffineGridTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 2, 3 }, new long[] { 2, 3, 4, 5 }, false)]
    [DataRow(new long[] { 2, 2, 3 }, new long[] { 2, 3, 4, 5 }, true)]
    [DataRow(new long[] { 1, 2, 3 }, new long[] { 1, 1, 1, 2 }, true)]
    [DataRow(new long[] { 1, 2, 3 }, new long[] { 1, 1, 1, 2 }, false)]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 2, 1, 3, 2, 4 }, false)]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 2, 1, 3, 2, 4 }, true)]
    public void Computes_and_differentiates(long[] theta, long[] size, bool alignCorners)
    {
        Feed[] feeds = [Feed.Random(theta), Feed.Axes(size)];
        OperatorHarness.Check(feeds, x => Op.AffineGrid(x[0], x[1], alignCorners));
        OperatorHarness.CheckOpen([feeds[0], Feed.Plain([size.Length], size)], x => Op.AffineGrid(x[0], x[1], alignCorners));
    }

    [TestMethod]
    [DataRow(new long[] { 2, 2, 3 }, new long[] { 2, 3, 4, 5 }, true)]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 2, 1, 3, 2, 4 }, false)]
    public void Is_made_of_what_version_13_has(long[] theta, long[] size, bool alignCorners)
    {
        Value x = Value.Input(ElementType.Float, Shape.Of(theta), "x");
        Graph graph = new([x], [Op.AffineGrid(x, Value.Constant(size), alignCorners)]), older = PassPipeline.ForOpset(graph, 13);
        Assert.IsFalse(older.Operators.Any(op => op.SinceVersion > 13));
        Dictionary<string, TensorData> feeds = new() { ["x"] = Feed.Random(theta).Data };
        Assert.IsNull(Close.Difference("y", OnnxRunner.Run(older, feeds, 13)[0], OnnxRunner.Run(graph, feeds)[0], 1e-6, 1e-6));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        const string Expected = "AffineGrid expects theta (N, 2, 3) with an Int64 size of 4 or theta (N, 3, 4) with one of 5. ";
        Expect.Error($"{Expected}Received: (2, 2, 4), Int64(4).", () => Op.AffineGrid(Expect.Input(2, 2, 4), Value.Constant(2, 1, 3, 3)));
        Expect.Error(
            $"{Expected}Received: (2, 2, 3), Int64(5).", () => Op.AffineGrid(Expect.Input(2, 2, 3), Value.Constant(2, 1, 1, 3, 3)));
        Expect.Error(
            "AffineGrid expects as many maps as images. Received: theta (2, 2, 3), size (3, 1, 4, 4).",
            () => Op.AffineGrid(Expect.Input(2, 2, 3), Value.Constant(3, 1, 4, 4)));
    }
}
