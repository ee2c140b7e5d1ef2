using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class SignTests
{
    [TestMethod]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3, 4 })]
    [DataRow(new long[] { })]
    public void Computes_without_a_gradient(long[] dims)
    {
        OperatorHarness.Check([Feed.Random(dims, 0.5f, 3)], x => Op.Sign(x[0]));
    }

    [TestMethod]
    public void Takes_integers()
    {
        OperatorHarness.Check([Feed.Plain<int>([4], -3, 0, 2, 7)], x => Op.Sign(x[0]));
        OperatorHarness.Check([Feed.Plain<long>([4], -3, 0, 2, 7)], x => Op.Sign(x[0]));
    }
}
