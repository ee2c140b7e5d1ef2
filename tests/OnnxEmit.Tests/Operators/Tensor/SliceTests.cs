using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class SliceTests
{
    [TestMethod]
    [DataRow(new long[] { 5 }, new long[] { 1 }, new long[] { 4 }, new long[] { 0 }, new long[] { 1 })]
    [DataRow(new long[] { 5 }, new long[] { 0 }, new long[] { long.MaxValue }, new long[] { 0 }, new long[] { 2 })]
    [DataRow(new long[] { 6 }, new long[] { 1 }, new long[] { long.MaxValue }, new long[] { 0 }, new long[] { 4 })]
    [DataRow(new long[] { 5 }, new long[] { -1 }, new long[] { long.MinValue }, new long[] { 0 }, new long[] { -1 })]
    [DataRow(new long[] { 7 }, new long[] { 5 }, new long[] { 0 }, new long[] { 0 }, new long[] { -2 })]
    [DataRow(new long[] { 7 }, new long[] { long.MaxValue }, new long[] { -8 }, new long[] { 0 }, new long[] { -3 })]
    [DataRow(new long[] { 5 }, new long[] { 3 }, new long[] { 1 }, new long[] { 0 }, new long[] { 1 })]
    [DataRow(new long[] { 4, 5 }, new long[] { 1, -3 }, new long[] { 3, 100 }, new long[] { 0, 1 }, new long[] { 1, 1 })]
    [DataRow(new long[] { 4, 5, 3 }, new long[] { -1, 0 }, new long[] { -4, -1 }, new long[] { -2, 0 }, new long[] { -1, 2 })]
    [DataRow(new long[] { 2, 3, 7, 5 }, new long[] { 1, 4 }, new long[] { 7, 0 }, new long[] { 2, 3 }, new long[] { 3, -3 })]
    public void Takes_elements(long[] data, long[] starts, long[] ends, long[] axes, long[] steps) =>
        OperatorHarness.Check(
            [Feed.Random(data), Feed.Axes(starts), Feed.Axes(ends), Feed.Axes(axes), Feed.Axes(steps)],
            x => Op.Slice(x[0], x[1], x[2], x[3], x[4]));

    [TestMethod]
    public void Slices_the_first_axes_by_default() =>
        OperatorHarness.Check([Feed.Random([4, 5, 2]), Feed.Axes(1, 2), Feed.Axes(3, 4)], x => Op.Slice(x[0], x[1], x[2]));

    [TestMethod]
    [DataRow(1L, 5L, 1L)]
    [DataRow(-2L, -7L, -2L)]
    public void Bounds_may_be_known_at_run_time_only(long start, long end, long step)
    {
        Feed from = Feed.Plain<long>([1], start), to = Feed.Plain<long>([1], end), by = Feed.Plain<long>([1], step);
        OperatorHarness.CheckOpen([Feed.Random([3, 6, 2]), from, to, Feed.Axes(1), by], x => Op.Slice(x[0], x[1], x[2], x[3], x[4]));
    }

    [TestMethod]
    public void Bounds_may_be_of_32_bits() =>
        OperatorHarness.Check(
            [Feed.Random([4, 3]), Feed.Plain<int>([1], 1).AsConstant(), Feed.Plain<int>([1], int.MaxValue).AsConstant()],
            x => Op.Slice(x[0], x[1], x[2]));

    [TestMethod]
    public void Slices_other_types() => OperatorHarness.Check(
        [Feed.Plain<byte>([2, 4], 1, 2, 3, 4, 5, 6, 7, 8), Feed.Axes(3), Feed.Axes(0), Feed.Axes(1), Feed.Axes(-1)],
        x => Op.Slice(x[0], x[1], x[2], x[3], x[4]));

    [TestMethod]
    public void Lengths_of_a_shape_stay_known()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3, 28, 30]);
        Assert.AreEqual<Shape>(["batch", 3], Op.Shape(x).SliceAxis(0, 0, 2).Content!);
        Assert.AreEqual<Shape>([30, 28], Op.Shape(x).SliceAxis(0, -1, 1, -1).Content!);
    }

    [TestMethod]
    public void Whole_axes_keep_their_name_and_equal_slices_agree()
    {
        Value x = Value.Input(ElementType.Float, ["batch", "time", 3]);
        Assert.AreEqual<Shape>(["batch", "time", 3], x.SliceAxis(1, 0).Shape);
        Assert.AreEqual<Shape>(["batch", "time", 3], x.SliceAxis(1, -1, long.MinValue, -1).Shape);
        Assert.AreEqual(x.SliceAxis(1, 1).Shape, x.SliceAxis(1, 1).Shape);
        Assert.AreNotEqual(x.SliceAxis(1, 1).Shape, x.SliceAxis(1, 2).Shape);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("Slice expects steps other than 0. Received: (0).",
            () => Op.Slice(Expect.Input(4), Value.Constant(0), Value.Constant(2), null, Value.Constant(0)));
        Expect.Error("Slice expects an axis between -1 and 0. Received: 1.",
            () => Op.Slice(Expect.Input(4), Value.Constant(0), Value.Constant(2), Value.Constant(1)));
        Expect.Error("Slice expects as many starts, ends and steps as axes. Received: starts (1), ends (2), 1 axes.",
            () => Op.Slice(Expect.Input(4), Value.Constant(0), Value.Constant(2, 3)));
    }
}
