using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Reduction;

[TestClass]
public sealed class ReduceMeanTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 1 }, true)]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 1 }, false)]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { -1, 0 }, true)]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 0, -1 }, false)]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { }, true)]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { }, false)]
    [DataRow(new long[] { 5 }, new long[] { 0 }, false)]
    [DataRow(new long[] { 2, 1, 3, 1 }, new long[] { 1, 2 }, false)]
    public void Reduces_and_differentiates(long[] dims, long[] axes, bool keepdims) =>
        OperatorHarness.Check([Feed.Random(dims, -2, 2), Feed.Axes(axes)], x => Op.ReduceMean(x[0], x[1], keepdims));

    [TestMethod]
    public void Reduces_among_unknown_lengths() =>
        OperatorHarness.CheckOpen([Feed.Random([2, 3, 4], -2, 2), Feed.Axes(-1, 0)], x => Op.ReduceMean(x[0], x[1], keepdims: false));

    [TestMethod]
    public void Takes_omitted_axes_and_integers()
    {
        OperatorHarness.Check([Feed.Random([2, 3], -2, 2)], x => Op.ReduceMean(x[0]));
        OperatorHarness.Check([Feed.Random([2, 3], -2, 2)], x => Op.ReduceMean(x[0], keepdims: false));
        OperatorHarness.Check([Feed.Plain<int>([2, 2], 1, 2, 3, 4)], x => Op.ReduceMean(x[0], Value.Constant(1)));
    }

    [TestMethod]
    public void Does_nothing_without_axes_where_it_is_told_so() =>
        OperatorHarness.Check([Feed.Random([2, 3], -2, 2)], x => Op.ReduceMean(x[0], keepdims: false, noopWithEmptyAxes: true));

    [TestMethod]
    public void Divides_by_a_length_that_only_the_run_knows()
    {
        Value x = Value.Input(ElementType.Float, ["batch", "time"], "x");
        Value dX = Differentiate.Gradient(Op.ReduceMean(x), [x])[0]!;
        Dictionary<string, TensorData> feeds = new() { ["x"] = TensorData.Create<float>([2, 2], 1, 2, 3, 4) };
        TensorData[] run = OnnxRunner.Run(new Graph([x], [dX]), feeds);
        CollectionAssert.AreEqual(new float[] { 0.25f, 0.25f, 0.25f, 0.25f }, run[0].AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Names_an_axis_that_is_not_there() => Expect.Error(
        "ReduceMean expects an axis between -2 and 1. Received: 2.",
        () => Op.ReduceMean(Expect.Input(2, 3), Value.Constant(2)));

    [TestMethod]
    public void Names_an_axis_given_twice() => Expect.Error(
        "ReduceMean expects each axis once. Received: [1, -1].",
        () => Op.ReduceMean(Expect.Input(2, 3), Value.Constant(1, -1)));
}
