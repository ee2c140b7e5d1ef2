using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Reduction;

[TestClass]
public sealed class ReduceSumSquareTests
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
        OperatorHarness.Check([Feed.Random(dims, -2, 2), Feed.Axes(axes)], x => Op.ReduceSumSquare(x[0], x[1], keepdims));

    [TestMethod]
    public void Reduces_among_unknown_lengths() =>
        OperatorHarness.CheckOpen([Feed.Random([2, 3, 4], -2, 2), Feed.Axes(-1, 0)], x => Op.ReduceSumSquare(x[0], x[1], keepdims: false));

    [TestMethod]
    public void Takes_omitted_axes_and_integers()
    {
        OperatorHarness.Check([Feed.Random([2, 3], -2, 2)], x => Op.ReduceSumSquare(x[0]));
        OperatorHarness.Check([Feed.Random([2, 3], -2, 2)], x => Op.ReduceSumSquare(x[0], keepdims: false));
        OperatorHarness.Check([Feed.Plain<int>([2, 2], 1, 2, 3, 4)], x => Op.ReduceSumSquare(x[0], Value.Constant(1)));
    }

    [TestMethod]
    public void Does_nothing_without_axes_where_it_is_told_so() =>
        OperatorHarness.Check([Feed.Random([2, 3], -2, 2)], x => Op.ReduceSumSquare(x[0], keepdims: false, noopWithEmptyAxes: true));
}
