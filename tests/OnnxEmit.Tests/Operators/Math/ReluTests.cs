using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class ReluTests
{
    [TestMethod]
    [DataRow(new long[] { })]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3, 4 })]
    public void Cuts_off_and_differentiates(long[] x) => OperatorHarness.Check([Feed.Random(x)], v => Op.Relu(v[0]));

    [TestMethod]
    public void Has_no_slope_at_zero()
    {
        Value x = Value.Input(ElementType.Float, [3], "x");
        Value dX = Differentiate.Gradient(Op.Relu(x).ReduceSum([0]), [x])[0]!;
        Dictionary<string, TensorData> feeds = new() { ["x"] = TensorData.Create<float>([3], [-1, 0, 1]) };
        TensorData[] result = OnnxRunner.Run(new Graph([x], [dX]), feeds);
        CollectionAssert.AreEqual(new float[] { 0, 0, 1 }, result[0].AsSpan<float>().ToArray());
    }
}
