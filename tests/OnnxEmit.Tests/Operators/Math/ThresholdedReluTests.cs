using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class ThresholdedReluTests
{
    [TestMethod]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3, 4 })]
    [DataRow(new long[] { })]
    public void Computes_and_differentiates(long[] dims)
    {
        OperatorHarness.Check([Feed.Random(dims, -2, 2)], x => Op.ThresholdedRelu(x[0]));
        OperatorHarness.Check([Feed.Random(dims, -2, 2)], x => Op.ThresholdedRelu(x[0], alpha: 0.5f));
    }
}
