using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class OneHotTests
{
    [TestMethod]
    [DataRow(new long[] { 4 }, -1L)]
    [DataRow(new long[] { 4 }, 0L)]
    [DataRow(new long[] { 2, 2 }, 1L)]
    [DataRow(new long[] { 2, 2 }, -3L)]
    [DataRow(new long[] { 1, 4 }, 2L)]
    public void Marks_places(long[] shape, long axis)
    {
        Feed indices = Feed.Plain<long>(shape, 1, -1, 2, 5), depth = Feed.Plain<long>([], 3).AsConstant();
        OperatorHarness.Check([indices, depth, Feed.Of([2], 0.25f, 2)], x => Op.OneHot(x[0], x[1], x[2], axis));
    }

    [TestMethod]
    public void Depth_may_be_a_vector_of_one_or_a_float()
    {
        Feed indices = Feed.Plain<long>([3], 1, 0, 2), values = Feed.Plain<long>([2], 0, 1);
        OperatorHarness.Check([indices, Feed.Axes(3), values], x => Op.OneHot(x[0], x[1], x[2]));
        OperatorHarness.Check([indices, Feed.Of([], 3f).AsConstant(), Feed.Of([2], 0, 1)], x => Op.OneHot(x[0], x[1], x[2]));
    }

    [TestMethod]
    public void Depth_may_be_known_at_run_time_only() => OperatorHarness.CheckOpen(
        [Feed.Plain<long>([3], 1, 0, 2), Feed.Plain<long>([], 4), Feed.Of([2], 0, 1)], x => Op.OneHot(x[0], x[1], x[2]));

    [TestMethod]
    public void Names_values_of_another_length() => Expect.Error(
        "OneHot expects values to be a vector of two, off and on. Received: (3).",
        () => Op.OneHot(Value.Constant(1), Value.Constant(3), Expect.Input(3)));
}
