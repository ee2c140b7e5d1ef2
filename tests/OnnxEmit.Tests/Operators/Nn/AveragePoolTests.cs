using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class AveragePoolTests
{
    // Without padding there is none to count, however far the last window reaches.
    [TestMethod]
    [DataRow("VALID")]
    [DataRow("NOTSET")]
    public void A_last_window_counts_what_is_inside(string autoPad) =>
        OperatorHarness.Check([Feed.Random([2, 3, 7, 5])], x => Op.AveragePool(
            x[0], [2, 3], strides: [2, 3], ceilMode: true, countIncludePad: true, autoPad: autoPad));

    [TestMethod]
    [DynamicData(nameof(MaxPoolTests.Windows), typeof(MaxPoolTests))]
    public void Pools_and_differentiates(long[] x, long[] kernel, long[]? strides, long[]? pads, long[]? dilations, bool ceil)
    {
        OperatorHarness.Check([Feed.Random(x)], v => Op.AveragePool(v[0], kernel, strides, pads, dilations, ceil));
        OperatorHarness.Check([Feed.Random(x)], v => Op.AveragePool(v[0], kernel, strides, pads, dilations, ceil, countIncludePad: true));
    }

    [TestMethod]
    [DataRow("SAME_UPPER", 7, 3, 3)]
    [DataRow("SAME_LOWER", 7, 3, 3)]
    [DataRow("SAME_UPPER", 6, 3, 2)]
    [DataRow("SAME_LOWER", 6, 3, 2)]
    [DataRow("SAME_UPPER", 6, 1, 2)]
    [DataRow("VALID", 7, 2, 2)]
    public void Resolves_computed_pads(string autoPad, int length, int kernel, int stride)
    {
        OperatorHarness.Check([Feed.Random([2, 2, length, 4])], v => Op.AveragePool(v[0], [kernel, 2], [stride, 1], autoPad: autoPad));
        OperatorHarness.Check([Feed.Random([2, 2, length, 4])],
            v => Op.AveragePool(v[0], [kernel, 2], [stride, 1], autoPad: autoPad, countIncludePad: true));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Value.Input(ElementType.Float, [2, 3]);
        Assert.AreEqual("AveragePool expects X of shape (batch, channels, …) with one spatial axis or more. Received: X (2, 3).",
            Assert.ThrowsExactly<OperatorException>(() => Op.AveragePool(x, [2])).Message);
    }
}
