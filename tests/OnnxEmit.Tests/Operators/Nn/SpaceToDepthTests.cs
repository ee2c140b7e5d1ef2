using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class SpaceToDepthTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3, 4, 6 }, 2)]
    [DataRow(new long[] { 1, 2, 3, 6 }, 3)]
    [DataRow(new long[] { 2, 3, 3, 2 }, 1)]
    public void Gathers_and_differentiates(long[] x, long blocksize) =>
        OperatorHarness.Check([Feed.Random(x)], v => Op.SpaceToDepth(v[0], blocksize));

    // No runtime has the other order yet, but its gradient is the operator that undoes it: gathering and spreading again changes nothing.
    [TestMethod]
    public void The_other_order_is_undone_by_its_gradient()
    {
        Value x = Value.Input(ElementType.Float, [1, 2, 2, 2], "x"), dY = Value.Input(ElementType.Float, [1, 8, 1, 1], "dy");
        Value y = Op.SpaceToDepth(x, 2, "CRD");
        Assert.AreEqual(28, y.Producer!.SinceVersion);
        Assert.AreEqual("(1, 8, 1, 1)", y.Shape.ToString());
        Value dX = Differentiate.Gradient(y, [x], dY)[0]!;
        float[] numbers = [0, 1, 2, 3, 4, 5, 6, 7];
        Dictionary<string, TensorData> feeds = new() { ["dy"] = TensorData.Create<float>([1, 8, 1, 1], numbers) };
        TensorData result = OnnxRunner.Run(new Graph([dY], [dX]), feeds)[0];
        CollectionAssert.AreEqual(numbers, result.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Value.Input(ElementType.Float, [2, 8, 4, 5]);
        OperatorException error = Assert.ThrowsExactly<OperatorException>(() => Op.SpaceToDepth(x, 2));
        Assert.AreEqual("SpaceToDepth expects height and width that are multiples of 2. Received: input (2, 8, 4, 5).", error.Message);
    }
}
