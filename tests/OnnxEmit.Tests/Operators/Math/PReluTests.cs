using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class PReluTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 2, 3, 4, 5 }, new long[] { 3, 1, 1 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 1 })]
    public void Computes_and_differentiates(long[] x, long[] slope) =>
        OperatorHarness.Check([Feed.Random(x), Feed.Random(slope)], v => Op.PRelu(v[0], v[1]));
}
