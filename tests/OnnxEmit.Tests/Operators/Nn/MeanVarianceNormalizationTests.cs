using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class MeanVarianceNormalizationTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3, 4, 5 }, null)]
    [DataRow(new long[] { 3, 6 }, new long[] { 1 })]
    [DataRow(new long[] { 3, 6 }, new long[] { -2 })]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 0, 2 })]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { -1, -2, -3 })]
    public void Normalizes_and_differentiates(long[] x, long[]? axes) =>
        OperatorHarness.Check([Feed.Random(x)], v => Op.MeanVarianceNormalization(v[0], axes));

    [TestMethod]
    public void Names_what_does_not_fit() => Expect.Error(
        "MeanVarianceNormalization expects an axis between -2 and 1. Received: 2.", () => Op.MeanVarianceNormalization(Expect.Input(2, 3)));
}
