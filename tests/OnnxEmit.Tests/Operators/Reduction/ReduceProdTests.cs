using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Reduction;

[TestClass]
public sealed class ReduceProdTests
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
        OperatorHarness.Check([Feed.Random(dims, -1.5f, 1.5f), Feed.Axes(axes)], x => Op.ReduceProd(x[0], x[1], keepdims));

    [TestMethod]
    public void Reduces_among_unknown_lengths() =>
        OperatorHarness.CheckOpen([Feed.Random([2, 3, 4], -1.5f, 1.5f), Feed.Axes(-1, 0)], x => Op.ReduceProd(x[0], x[1], keepdims: false));

    [TestMethod]
    public void Takes_omitted_axes_and_integers()
    {
        OperatorHarness.Check([Feed.Random([2, 3], -1.5f, 1.5f)], x => Op.ReduceProd(x[0]));
        OperatorHarness.Check([Feed.Random([2, 3], -1.5f, 1.5f)], x => Op.ReduceProd(x[0], keepdims: false));
        OperatorHarness.Check([Feed.Plain<int>([2, 2], 1, 2, 3, 4)], x => Op.ReduceProd(x[0], Value.Constant(1)));
    }

    [TestMethod]
    public void Does_nothing_without_axes_where_it_is_told_so() =>
        OperatorHarness.Check([Feed.Random([2, 3], -1.5f, 1.5f)], x => Op.ReduceProd(x[0], keepdims: false, noopWithEmptyAxes: true));

    [TestMethod]
    public void Is_right_where_elements_are_0() => CollectionAssert.AreEqual(
        new float[] { 12, 8, 6, 0, 12, 0, 0, 0, 0 },
        OperatorHarness.Gradients([Feed.Of([3, 3], 2, 3, 4, 3, 0, 4, 0, 0, 5)], x => Op.ReduceProd(x[0], Value.Constant(1)))[0]);

    [TestMethod]
    public void Knows_lengths_that_are_computed_with_it() => Assert.AreEqual(
        Shape.Create(["12·batch"]), Op.ReduceProd(Op.Shape(Value.Input(ElementType.Float, ["batch", 3, 4])), keepdims: false).Content);
}
