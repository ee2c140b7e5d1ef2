using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class CompressTests
{
    [TestMethod]
    [DataRow(new long[] { 4 }, null, new[] { true, false, true })]
    [DataRow(new long[] { 2, 3 }, null, new[] { true, false, true, false, true })]
    [DataRow(new long[] { 3, 2 }, 0L, new[] { false, true, true })]
    [DataRow(new long[] { 2, 3, 2 }, -2L, new[] { true, true })]
    [DataRow(new long[] { 2, 3 }, 1L, new[] { false, false, false })]
    public void Takes_what_the_condition_says(long[] input, long? axis, bool[] condition)
    {
        Feed[] feeds = [Feed.Random(input), Feed.Plain([condition.Length], condition)];
        OperatorHarness.CheckOpen(feeds, x => Op.Compress(x[0], x[1], axis));
        OperatorHarness.Check([feeds[0], feeds[1].AsConstant()], x => Op.Compress(x[0], x[1], axis));
    }

    [TestMethod]
    public void Names_a_condition_of_another_type() => Expect.Error(
        "Compress expects condition to be a vector of Bool. Received: Int64(1).", () => Op.Compress(Expect.Input(3), Value.Constant(1)));
}
