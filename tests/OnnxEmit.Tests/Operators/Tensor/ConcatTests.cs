using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class ConcatTests
{
    [TestMethod]
    [DataRow(0, new long[] { 2 }, new long[] { 3 })]
    [DataRow(1, new long[] { 2, 3 }, new long[] { 2, 1 })]
    [DataRow(-1, new long[] { 2, 3, 4 }, new long[] { 2, 3, 1 })]
    [DataRow(-3, new long[] { 2, 3, 4 }, new long[] { 5, 3, 4 })]
    [DataRow(1, new long[] { 2, 0 }, new long[] { 2, 3 })]
    public void Joins(long axis, long[] a, long[] b) => OperatorHarness.Check([Feed.Random(a), Feed.Random(b)], x => Op.Concat(axis, x));

    [TestMethod]
    public void Joins_one() => OperatorHarness.Check([Feed.Random([2, 3])], x => Op.Concat(1, x));

    [TestMethod]
    public void Joins_several_and_the_same_twice() =>
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Random([2, 1])], x => Op.Concat(1, x[0], x[1], x[0]));

    [TestMethod]
    public void Differentiates_lengths_known_at_run_time_only() =>
        OperatorHarness.CheckOpen([Feed.Random([2, 3]), Feed.Random([2, 4])], x => Op.Concat(1, x));

    [TestMethod]
    public void Joins_integers() => OperatorHarness.Check([Feed.Plain<int>([2], 1, 2), Feed.Plain<int>([1], 3)], x => Op.Concat(0, x));

    [TestMethod]
    public void Lengths_add_up()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3]), y = Value.Input(ElementType.Float, ["batch", 4]);
        Assert.AreEqual<Shape>(["batch", 7], Op.Concat(1, x, y).Shape);
        Assert.AreEqual<Shape>(["3·batch", 3], Op.Concat(0, x, x, x).Shape);
        Value z = Value.Input(ElementType.Float, ["rows", 3]);
        Assert.AreEqual(Op.Concat(0, x, z).Shape, Op.Concat(0, z, x).Shape);
    }

    [TestMethod]
    public void Lengths_joined_to_a_shape_stay_known()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 4, 4, 8]);
        Value shape = Op.Concat(0, Op.Shape(x, 0, 1), Value.Constant(-1));
        Assert.AreEqual<Shape>(["batch", 128], Op.Reshape(x, shape).Shape);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("Concat expects inputs of equal shapes but for axis 1. Received: (2, 3), (4, 3).",
            () => Op.Concat(1, Expect.Input(2, 3), Expect.Input(4, 3)));
        Expect.Error("Concat expects inputs of equal shapes but for axis 0. Received: (2, 3), (2).",
            () => Op.Concat(0, Expect.Input(2, 3), Expect.Input(2)));
        Expect.Error("Concat expects inputs of one element type. Received: Float, Int64.",
            () => Op.Concat(0, Expect.Input(2), Value.Constant(1, 2)));
        Expect.Error("Concat expects one input or more. Received: none.", () => Op.Concat(0));
    }
}
