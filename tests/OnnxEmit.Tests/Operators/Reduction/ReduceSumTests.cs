using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Reduction;

[TestClass]
public sealed class ReduceSumTests
{
    [TestMethod]
    [DataRow(new long[] { 5 }, new long[] { 0 })]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 1 })]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { -1, 0 })]
    [DataRow(new long[] { 2, 3, 4, 5 }, new long[] { 3, 1 })]
    [DataRow(new long[] { 2, 3 }, new long[] { })]
    public void Sums(long[] data, long[] axes)
    {
        OperatorHarness.Check([Feed.Random(data), Feed.Axes(axes)], x => Op.ReduceSum(x[0], x[1]));
        OperatorHarness.Check([Feed.Random(data), Feed.Axes(axes)], x => Op.ReduceSum(x[0], x[1], keepdims: false));
    }

    [TestMethod]
    public void Sums_all_by_default() => OperatorHarness.Check([Feed.Random([2, 3])], x => Op.ReduceSum(x[0], keepdims: false));

    [TestMethod]
    public void Sums_nothing_without_axes_where_told_so() =>
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Axes()], x => Op.ReduceSum(x[0], x[1], noopWithEmptyAxes: true));

    [TestMethod]
    public void Sums_integers() =>
        OperatorHarness.Check([Feed.Plain<long>([2, 2], 1, 2, 3, 4), Feed.Axes(0)], x => Op.ReduceSum(x[0], x[1]));

    [TestMethod]
    public void Names_axes_that_do_not_fit()
    {
        Expect.Error("ReduceSum expects an axis between -2 and 1. Received: 2.", () => Op.ReduceSum(Expect.Input(2, 3), Value.Constant(2)));
        Expect.Error("ReduceSum expects each axis once. Received: [0, -2].", () => Op.ReduceSum(Expect.Input(2, 3), Value.Constant(0, -2)));
    }
}
