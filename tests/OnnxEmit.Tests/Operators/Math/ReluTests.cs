using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class ReluTests
{
    [TestMethod]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3, 4 })]
    public void Cuts_off_and_differentiates(long[] dims) => OperatorHarness.Check([Feed.Random(dims)], x => Op.Relu(x[0]));

    [TestMethod]
    public void Takes_integers() => OperatorHarness.Check([Feed.Plain<int>([3], 7, -7, 0)], x => Op.Relu(x[0]));

    [TestMethod]
    public void Has_gradient_0_at_the_kink() =>
        CollectionAssert.AreEqual(new float[] { 0, 0, 1 }, OperatorHarness.Gradients([Feed.Of([3], -2, 0, 2)], x => Op.Relu(x[0]))[0]);
}
