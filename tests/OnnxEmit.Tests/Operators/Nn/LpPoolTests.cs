using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class LpPoolTests
{
    [TestMethod]
    [DynamicData(nameof(MaxPoolTests.Windows), typeof(MaxPoolTests))]
    public void Pools_and_differentiates(long[] x, long[] kernel, long[]? strides, long[]? pads, long[]? dilations, bool ceil)
    {
        foreach (long p in new long[] { 1, 2, 3 })
            OperatorHarness.Check([Feed.Distinct(x, 0.5f)], v => Op.LpPool(v[0], kernel, strides, pads, dilations, ceil, p));
    }

    [TestMethod]
    [DataRow("SAME_UPPER", 7, 3, 3)]
    [DataRow("SAME_LOWER", 7, 3, 3)]
    [DataRow("SAME_UPPER", 6, 3, 2)]
    [DataRow("SAME_LOWER", 6, 3, 2)]
    [DataRow("VALID", 7, 2, 2)]
    public void Resolves_computed_pads(string autoPad, int length, int kernel, int stride) => OperatorHarness.Check(
        [Feed.Random([2, 2, length, 4], 0.3f)], v => Op.LpPool(v[0], [kernel, 2], [stride, 1], autoPad: autoPad));

    [TestMethod]
    public void A_norm_of_0_has_no_gradient() => CollectionAssert.AreEqual(
        new float[] { 0, 0, 0.6f, 0.8f }, OperatorHarness.Gradients([Feed.Of([1, 1, 4], 0, 0, 3, 4)], v => Op.LpPool(v[0], [2], [2]))[0]);

    [TestMethod]
    public void Names_what_does_not_fit() =>
        Expect.Error("LpPool expects p of 1 or more. Received: 0.", () => Op.LpPool(Expect.Input(2, 3, 5), [2], p: 0));
}
