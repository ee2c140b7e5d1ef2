using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class AtanTests
{
    [TestMethod]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3, 4 })]
    [DataRow(new long[] { })]
    public void Computes_and_differentiates(long[] dims)
    {
        OperatorHarness.Check([Feed.Random(dims, -3, 3)], x => Op.Atan(x[0]));
    }

    [TestMethod]
    public void Computes_halves() =>
        OperatorHarness.Check([Feed.Plain<Half>([2], (Half)(-0.5f), (Half)2)], x => Op.Atan(x[0]));
}
