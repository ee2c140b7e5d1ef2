using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class GlobalLpPoolTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3, 5 }, 1)]
    [DataRow(new long[] { 2, 3, 4, 5 }, 2)]
    [DataRow(new long[] { 2, 3, 4, 5 }, 3)]
    [DataRow(new long[] { 1, 2, 3, 2, 2 }, 4)]
    public void Pools_and_differentiates(long[] x, long p) =>
        OperatorHarness.Check([Feed.Distinct(x, 0.1f)], v => Op.GlobalLpPool(v[0], p));

    [TestMethod]
    public void A_norm_of_0_has_no_gradient() => CollectionAssert.AreEqual(
        new float[] { 0, 0, 0.6f, 0.8f }, OperatorHarness.Gradients([Feed.Of([1, 2, 2], 0, 0, 3, 4)], v => Op.GlobalLpPool(v[0]))[0]);

    [TestMethod]
    public void Names_what_does_not_fit() =>
        Expect.Error("GlobalLpPool expects p of 1 or more. Received: 0.", () => Op.GlobalLpPool(Expect.Input(2, 3, 5), 0));
}
