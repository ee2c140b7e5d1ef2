using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class MishTests
{
    [TestMethod]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3, 4 })]
    [DataRow(new long[] { })]
    public void Computes_and_differentiates(long[] dims)
    {
        OperatorHarness.Check([Feed.Random(dims, -4, 4)], x => Op.Mish(x[0]));
    }

    [TestMethod]
    public void Has_a_finite_gradient_far_from_0() =>
        CollectionAssert.AreEqual(
            new float[] { 0, 0, 1, 1 }, OperatorHarness.Gradients([Feed.Of([4], -1e4f, -200, 200, 1e4f)], x => Op.Mish(x[0]))[0]);
}
