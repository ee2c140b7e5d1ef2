using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class ShrinkTests
{
    [TestMethod]
    [DataRow(0f, 0.5f)]
    [DataRow(0.5f, 0.5f)]
    [DataRow(1.5f, 1f)]
    [DataRow(-0.25f, 0f)]
    [DataRow(0.5f, -1f)]
    public void Computes_and_differentiates(float bias, float lambd)
    {
        OperatorHarness.Check([Feed.Random([2, 3, 4], -2, 2)], x => Op.Shrink(x[0], bias, lambd));
        OperatorHarness.Check([Feed.Random([], 1, 2)], x => Op.Shrink(x[0], bias, lambd));
    }

    [TestMethod]
    public void Shrinks_integers()
    {
        TensorData[] y = OperatorHarness.Check([Feed.Plain<long>([5], -3, -2, 0, 2, 3)], x => Op.Shrink(x[0], 1, 2));
        CollectionAssert.AreEqual(new long[] { -2, 0, 0, 0, 2 }, y[0].ToInt64());
    }

    [TestMethod]
    public void The_threshold_itself_is_not_kept() =>
        CollectionAssert.AreEqual(new float[] { 1, 0, 0, 1 }, OperatorHarness.Gradients(
            [Feed.Of([4], -2, -1, 1, 2)], x => Op.Shrink(x[0], lambd: 1))[0]);
}
