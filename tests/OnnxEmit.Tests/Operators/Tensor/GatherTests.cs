using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class GatherTests
{
    [TestMethod]
    [DataRow(new long[] { 4 }, new long[] { 3 }, new long[] { 2, 0, -1 }, 0L)]
    [DataRow(new long[] { 4, 2 }, new long[] { 3 }, new long[] { 2, 2, -2 }, 0L)]
    [DataRow(new long[] { 2, 4 }, new long[] { 2, 2 }, new long[] { 1, 3, 1, 0 }, 1L)]
    [DataRow(new long[] { 2, 4, 3 }, new long[] { }, new long[] { 2 }, -2L)]
    [DataRow(new long[] { 2, 4, 3 }, new long[] { 2, 1, 2 }, new long[] { 0, 1, 2, 2 }, -1L)]
    [DataRow(new long[] { 2, 4 }, new long[] { 4 }, new long[] { 2, 3, 1, 0 }, 1L)]
    [DataRow(new long[] { 5, 2 }, new long[] { 2 }, new long[] { 2, 3 }, 0L)]
    [DataRow(new long[] { 5, 2 }, new long[] { 2, 2 }, new long[] { 4, 0, 1, 3 }, 0L)]
    [DataRow(new long[] { 5, 2 }, new long[] { 0 }, new long[] { }, 0L)]
    public void Picks_slices(long[] data, long[] shape, long[] indices, long axis)
    {
        Feed places = Feed.Plain(shape, indices);
        OperatorHarness.Check([Feed.Random(data), places], x => Op.Gather(x[0], x[1], axis));
        OperatorHarness.Check([Feed.Random(data), places.AsConstant()], x => Op.Gather(x[0], x[1], axis));
    }

    [TestMethod]
    public void Differentiates_lengths_known_at_run_time_only()
    {
        OperatorHarness.CheckOpen([Feed.Random([2, 4, 3]), Feed.Plain<int>([2, 2], 1, 3, 1, 0)], x => Op.Gather(x[0], x[1], 1));
        OperatorHarness.CheckOpen([Feed.Random([2, 4, 3]), Feed.Axes(2, 0)], x => Op.Gather(x[0], x[1], 1));
    }

    [TestMethod]
    public void Picks_lengths_of_a_shape()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3, 28]);
        Value batch = Op.Gather(Op.Shape(x), Value.Constant(TensorData.Create<long>([], [0])));
        Assert.AreEqual<Shape>([], batch.Shape);
        Assert.AreEqual<Shape>(["batch"], batch.Content!);
        Assert.AreEqual<Shape>([28, "batch"], Op.Gather(Op.Shape(x), Value.Constant(-1, 0)).Content!);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("Gather expects indices of type Int64 or Int32. Received: Float.", () => Op.Gather(Expect.Input(3), Expect.Input(2)));
        Expect.Error("Gather expects indices between -2 and 1. Received: 2.",
            () => Op.Gather(Op.Shape(Expect.Input(3, 4)), Value.Constant(2)));
        Expect.Error("Gather expects an axis between -2 and 1. Received: 2.", () => Op.Gather(Expect.Input(3, 4), Value.Constant(0), 2));
    }
}
