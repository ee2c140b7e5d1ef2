using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class ScatterNDTests
{
    [TestMethod]
    [DataRow(new long[] { 5 }, new long[] { 2, 1 }, new long[] { 3, -5 }, new long[] { 2 })]
    [DataRow(new long[] { 3, 4 }, new long[] { 2, 2 }, new long[] { 0, 1, -1, 2 }, new long[] { 2 })]
    [DataRow(new long[] { 3, 2, 2 }, new long[] { 2, 1 }, new long[] { 2, 0 }, new long[] { 2, 2, 2 })]
    [DataRow(new long[] { 3, 2, 2 }, new long[] { 1, 2, 2 }, new long[] { 2, 0, 1, 1 }, new long[] { 1, 2, 2 })]
    public void Replaces_by_coordinates(long[] data, long[] shape, long[] indices, long[] updates) => OperatorHarness.Check(
        [Feed.Random(data), Feed.Plain(shape, indices), Feed.Random(updates, seed: 3)], x => Op.ScatterND(x[0], x[1], x[2]));

    [TestMethod]
    [DataRow("add", 11)]
    [DataRow("mul", 30)]
    [DataRow("max", 6)]
    [DataRow("min", 5)]
    public void Combines(string reduction, float expected)
    {
        Feed updates = new(TensorData.Create<float>([1], [6]), Differentiable: true);
        TensorData y = OperatorHarness.Check(
            [Feed.Of([2], 4, 5), Feed.Plain<long>([1, 1], 1), updates], x => Op.ScatterND(x[0], x[1], x[2], reduction))[0];
        CollectionAssert.AreEqual(new[] { 4, expected }, y.AsSpan<float>().ToArray());
    }

    [TestMethod]
    [DataRow("mul", new long[] { 5 }, new long[] { 3, 1 }, new long[] { 3, -5, 3 }, new long[] { 3 })]
    [DataRow("max", new long[] { 3, 4 }, new long[] { 3, 2 }, new long[] { 0, 1, -1, 2, 0, 1 }, new long[] { 3 })]
    [DataRow("min", new long[] { 3, 2, 2 }, new long[] { 3, 1 }, new long[] { 2, 0, 2 }, new long[] { 3, 2, 2 })]
    public void Differentiates_reductions_at_places_named_twice(string reduction, long[] data, long[] shape, long[] indices, long[] updates)
    {
        Feed[] feeds = [Feed.Distinct(data), Feed.Plain(shape, indices), Feed.Distinct(updates, 0.07f, seed: 3)];
        OperatorHarness.Check(feeds, x => Op.ScatterND(x[0], x[1], x[2], reduction));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("ScatterND expects updates of shape (2, 4). Received: (2).",
            () => Op.ScatterND(Expect.Input(3, 4), Value.Input(ElementType.Int64, [2, 1]), Expect.Input(2)));
        Expect.Error("ScatterND expects 1 to 1 coordinates for each place. Received: 2.",
            () => Op.ScatterND(Expect.Input(3), Value.Constant(0, 1), Expect.Input(1)));
        Expect.Error("ScatterND expects data and updates of one element type. Received: Float, Int64.",
            () => Op.ScatterND(Expect.Input(3), Value.Constant(0), Value.Constant(1)));
    }
}
