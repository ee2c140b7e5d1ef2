using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class GlobalMaxPoolTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3, 7 })]
    [DataRow(new long[] { 2, 3, 4, 5 })]
    [DataRow(new long[] { 2, 3, 1, 1 })]
    [DataRow(new long[] { 2, 3, 4, 3, 2 })]
    public void Takes_the_largest_and_differentiates(long[] x) => OperatorHarness.Check([Feed.Distinct(x)], v => Op.GlobalMaxPool(v[0]));

    [TestMethod]
    public void Tied_elements_share_the_gradient()
    {
        Value x = Value.Input(ElementType.Float, [1, 2, 3], "x");
        Value dX = Differentiate.Gradient(Op.GlobalMaxPool(x), [x])[0]!;
        TensorData result = OnnxRunner.Run(
            new Graph([x], [dX]), new Dictionary<string, TensorData> { ["x"] = TensorData.Create<float>([1, 2, 3], 0, 0, -1, 5, 6, 4) })[0];
        CollectionAssert.AreEqual(new[] { 0.5f, 0.5f, 0, 0, 1, 0 }, result.AsSpan<float>().ToArray());
    }
}
