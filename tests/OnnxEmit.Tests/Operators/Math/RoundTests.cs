using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class RoundTests
{
    [TestMethod]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3, 4 })]
    [DataRow(new long[] { })]
    public void Computes_without_a_gradient(long[] dims)
    {
        OperatorHarness.Check([Feed.Random(dims, -0.4f, 0.4f)], x => Op.Round(x[0]));
    }

    [TestMethod]
    public void Rounds_halves_to_even()
    {
        TensorData[] y = OperatorHarness.Check([Feed.Plain<float>([4], 0.5f, 1.5f, 2.5f, -0.5f)], x => Op.Round(x[0]));
        CollectionAssert.AreEqual(new float[] { 0, 2, 2, 0 }, y[0].AsSpan<float>().ToArray());
    }
}
