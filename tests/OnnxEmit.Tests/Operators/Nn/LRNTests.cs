using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class LRNTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 5, 3, 2 }, 3)]
    [DataRow(new long[] { 2, 5, 3, 2 }, 5)]
    [DataRow(new long[] { 1, 7, 2, 2 }, 1)]
    [DataRow(new long[] { 1, 3, 2, 2 }, 7)]
    public void Normalizes_and_differentiates(long[] x, long size)
    {
        OperatorHarness.Check([Feed.Random(x)], v => Op.LRN(v[0], size));
        OperatorHarness.Check([Feed.Random(x, -2, 2)], v => Op.LRN(v[0], size, alpha: 0.7f, beta: 0.5f, bias: 2));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("LRN expects a size of 1 or more. Received: 0.", () => Op.LRN(Expect.Input(2, 3, 4, 4), 0));
        Expect.Error("LRN expects X of shape (batch, channels, …) with one spatial axis or more. Received: X (2, 3).",
            () => Op.LRN(Expect.Input(2, 3), 3));
    }
}
