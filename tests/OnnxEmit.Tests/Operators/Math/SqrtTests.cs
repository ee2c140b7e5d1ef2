using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class SqrtTests
{
    [TestMethod]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3, 4 })]
    [DataRow(new long[] { })]
    public void Computes_and_differentiates(long[] dims)
    {
        OperatorHarness.Check([Feed.Random(dims, 0.3f, 3)], x => Op.Sqrt(x[0]));
    }
}
