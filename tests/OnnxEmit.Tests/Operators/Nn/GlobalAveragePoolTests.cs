using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class GlobalAveragePoolTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3, 7 })]
    [DataRow(new long[] { 2, 3, 4, 5 })]
    [DataRow(new long[] { 2, 3, 1, 1 })]
    [DataRow(new long[] { 2, 3, 4, 3, 2 })]
    public void Averages_and_differentiates(long[] x) => OperatorHarness.Check([Feed.Random(x)], v => Op.GlobalAveragePool(v[0]));

    [TestMethod]
    public void Names_what_does_not_fit() =>
        Assert.AreEqual("GlobalAveragePool expects X of shape (batch, channels, …) with one spatial axis or more. Received: X (2, 3).",
            Assert.ThrowsExactly<OperatorException>(() => Op.GlobalAveragePool(Value.Input(ElementType.Float, [2, 3]))).Message);
}
