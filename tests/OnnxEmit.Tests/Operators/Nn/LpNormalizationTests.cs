using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class LpNormalizationTests
{
    [TestMethod]
    [DataRow(new long[] { 5 }, -1)]
    [DataRow(new long[] { 2, 3 }, 0)]
    [DataRow(new long[] { 2, 3, 4 }, 1)]
    [DataRow(new long[] { 2, 3, 4, 2 }, -3)]
    public void Normalizes_and_differentiates(long[] x, long axis)
    {
        OperatorHarness.Check([Feed.Random(x, 0.2f)], v => Op.LpNormalization(v[0], axis));
        OperatorHarness.Check([Feed.Distinct(x, 0.3f)], v => Op.LpNormalization(v[0], axis, 1));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void A_norm_of_0_gives_0_and_has_no_gradient(long p)
    {
        Feed x = Feed.Of([2, 2], 0, 0, 3, 4);
        TensorData[] y = OperatorHarness.Check([x with { Differentiable = false }], v => Op.LpNormalization(v[0], p: p));
        CollectionAssert.AreEqual(new float[] { 0, 0 }, y[0].AsSpan<float>()[..2].ToArray());
        CollectionAssert.AreEqual(
            new float[] { 0, 0 }, OperatorHarness.Gradients([x], v => Op.LpNormalization(v[0], p: p))[0][..2]);
    }

    [TestMethod]
    public void Normalizes_doubles() => OperatorHarness.Check([Feed.Plain([1, 3], 1.0, 2, -3)], v => Op.LpNormalization(v[0], p: 1));

    [TestMethod]
    public void Names_what_does_not_fit() =>
        Expect.Error("LpNormalization expects p of 1 or 2. Received: 3.", () => Op.LpNormalization(Expect.Input(2, 3), p: 3));
}
