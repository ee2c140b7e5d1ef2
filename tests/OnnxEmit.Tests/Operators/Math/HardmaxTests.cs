using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class HardmaxTests
{
    [TestMethod]
    [DataRow(new long[] { 5 }, 0L)]
    [DataRow(new long[] { 3, 5 }, -1L)]
    [DataRow(new long[] { 3, 5 }, 0L)]
    [DataRow(new long[] { 2, 3, 4 }, 1L)]
    [DataRow(new long[] { 2, 3, 4 }, -3L)]
    public void Marks_the_largest(long[] dims, long axis) => OperatorHarness.Check([Feed.Distinct(dims)], x => Op.Hardmax(x[0], axis));

    [TestMethod]
    public void Marks_the_first_of_equal_ones()
    {
        TensorData[] y = OperatorHarness.Check([Feed.Plain<float>([2, 3], 1, 3, 3, 2, 2, 1)], x => Op.Hardmax(x[0]));
        CollectionAssert.AreEqual(new float[] { 0, 1, 0, 1, 0, 0 }, y[0].AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Names_an_axis_that_is_not_there() => Expect.Error(
        "Hardmax expects an axis between -2 and 1. Received: 2.", () => Op.Hardmax(Expect.Input(2, 3), 2));
}
