using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class TopKTests
{
    [TestMethod]
    [DataRow(new long[] { 6 }, 2L, -1L, true)]
    [DataRow(new long[] { 3, 5 }, 3L, -1L, false)]
    [DataRow(new long[] { 4, 3 }, 1L, 0L, true)]
    [DataRow(new long[] { 2, 4, 3 }, 4L, 1L, false)]
    public void Finds_the_extremes(long[] x, long k, long axis, bool largest)
    {
        OperatorHarness.Check([Feed.Random(x), Feed.Axes(k)], v => Op.TopK(v[0], v[1], axis, largest));
        OperatorHarness.CheckOpen([Feed.Random(x), Feed.Plain<long>([1], k)], v => Op.TopK(v[0], v[1], axis, largest));
    }

    [TestMethod]
    public void Takes_the_first_of_equal_ones()
    {
        TensorData[] y = OperatorHarness.Check([Feed.Plain<float>([5], 1, 3, 3, 2, 3), Feed.Axes(2)], x => Op.TopK(x[0], x[1]));
        CollectionAssert.AreEqual(new long[] { 1, 2 }, y[1].ToInt64());
    }

    [TestMethod]
    public void Orders_integers() => OperatorHarness.Check([Feed.Plain<long>([4], 3, 1, 4, 1), Feed.Axes(3)], x => Op.TopK(x[0], x[1]));

    [TestMethod]
    public void Names_a_k_that_is_too_large() =>
        Expect.Error("TopK expects a k between 0 and 3. Received: 4.", () => Op.TopK(Expect.Input(2, 3), Value.Constant(4)));
}
