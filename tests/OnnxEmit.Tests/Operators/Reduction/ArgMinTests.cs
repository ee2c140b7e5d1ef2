using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Reduction;

[TestClass]
public sealed class ArgMinTests
{
    [TestMethod]
    [DataRow(new long[] { 4 }, 0L, true)]
    [DataRow(new long[] { 4 }, 0L, false)]
    [DataRow(new long[] { 2, 3, 4 }, 1L, true)]
    [DataRow(new long[] { 2, 3, 4 }, 0L, false)]
    [DataRow(new long[] { 2, 3, 4 }, -1L, false)]
    public void Finds_places(long[] dims, long axis, bool keepdims) =>
        OperatorHarness.Check([Feed.Random(dims)], x => Op.ArgMin(x[0], axis, keepdims));

    [TestMethod]
    public void Takes_the_first_or_the_last_of_equals()
    {
        Feed[] feeds = [Feed.Of([3], 1, 3, 1)];
        Assert.AreEqual(0, OperatorHarness.Check(feeds, x => Op.ArgMin(x[0]))[0].AsSpan<long>()[0]);
        Assert.AreEqual(2, OperatorHarness.Check(feeds, x => Op.ArgMin(x[0], selectLastIndex: true))[0].AsSpan<long>()[0]);
    }

    [TestMethod]
    public void Names_an_axis_that_is_not_there() => Expect.Error(
        "ArgMin expects an axis between -2 and 1. Received: 2.",
        () => Op.ArgMin(Expect.Input(2, 3), 2));
}
