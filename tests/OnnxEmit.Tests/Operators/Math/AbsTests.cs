using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class AbsTests
{
    [TestMethod]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3, 4 })]
    [DataRow(new long[] { })]
    public void Computes_and_differentiates(long[] dims)
    {
        OperatorHarness.Check([Feed.Random(dims, -2, 2)], x => Op.Abs(x[0]));
    }

    [TestMethod]
    public void Takes_integers()
    {
        OperatorHarness.Check([Feed.Plain<int>([4], -3, 0, 2, 7)], x => Op.Abs(x[0]));
        OperatorHarness.Check([Feed.Plain<long>([4], -3, 0, 2, 7)], x => Op.Abs(x[0]));
    }

    [TestMethod]
    public void Has_gradient_0_at_the_kink() =>
        CollectionAssert.AreEqual(new float[] { -1, 0, 1 }, OperatorHarness.Gradients([Feed.Of([3], -2, 0, 2)], x => Op.Abs(x[0]))[0]);
}
