using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class FloorTests
{
    [TestMethod]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3, 4 })]
    [DataRow(new long[] { })]
    public void Computes_without_a_gradient(long[] dims)
    {
        OperatorHarness.Check([Feed.Random(dims, 0.2f, 0.8f)], x => Op.Floor(x[0]));
    }
}
