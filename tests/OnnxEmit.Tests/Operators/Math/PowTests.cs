using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class PowTests
{
    [TestMethod]
    [DataRow(0.5f, 0.3f, 2f)]
    [DataRow(2f, -2f, 2f)]
    [DataRow(3f, -2f, 2f)]
    [DataRow(4f, -2f, 2f)]
    [DataRow(1f, -2f, 2f)]
    [DataRow(0f, -2f, 2f)]
    [DataRow(-1f, -3f, -1f)]
    [DataRow(-2f, -3f, -1f)]
    [DataRow(1.7f, 0.3f, 2f)]
    [DataRow(-0.5f, 0.5f, 2f)]
    public void Raises_to_a_constant_and_differentiates(float exponent, float low, float high) =>
        OperatorHarness.Check([Feed.Random([2, 3], low, high), Feed.Of([], exponent).AsConstant()], x => Op.Pow(x[0], x[1]));

    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 3 }, new long[] { 2, 1 })]
    [DataRow(new long[] { 2, 3 }, new long[] { })]
    [DataRow(new long[] { }, new long[] { 4 })]
    public void Differentiates_base_and_exponent(long[] x, long[] y) =>
        OperatorHarness.Check([Feed.Random(x, 0.5f, 2), Feed.Random(y, -2, 2)], v => Op.Pow(v[0], v[1]));

    [TestMethod]
    public void Takes_exponents_of_another_type()
    {
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Plain<long>([3], 1, 2, 3)], x => Op.Pow(x[0], x[1]));
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Plain<int>([], 2).AsConstant()], x => Op.Pow(x[0], x[1]));
        OperatorHarness.Check([Feed.Plain<long>([3], 1, -2, 3), Feed.Plain<long>([], 2)], x => Op.Pow(x[0], x[1]));
    }

    [TestMethod]
    public void Has_finite_gradients_at_0()
    {
        float[][] gradients = OperatorHarness.Gradients(
            [Feed.Of([4], 0, 0, 0, -2), Feed.Of([4], 0, 1, 2, 2)], x => Op.Pow(x[0], x[1]));
        CollectionAssert.AreEqual(new float[] { 0, 1, 0, -4 }, gradients[0]);
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 0 }, gradients[1]);
    }
}
