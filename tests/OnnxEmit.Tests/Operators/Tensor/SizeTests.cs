using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class SizeTests
{
    [TestMethod]
    [DataRow(new long[] { })]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 0, 3 })]
    public void Counts_elements(long[] data) => OperatorHarness.Check([Feed.Random(data)], x => Op.Size(x[0]));

    [TestMethod]
    public void Multiplies_names() =>
        Assert.AreEqual<Shape>(["6·batch"], Op.Size(Value.Input(ElementType.Float, ["batch", 2, 3])).Content!);
}
