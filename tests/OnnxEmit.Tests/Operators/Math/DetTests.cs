using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class DetTests
{
    [TestMethod]
    [DataRow(new long[] { 1, 1 })]
    [DataRow(new long[] { 2, 2 })]
    [DataRow(new long[] { 3, 3 })]
    [DataRow(new long[] { 2, 4, 4 })]
    [DataRow(new long[] { 2, 3, 2, 2 })]
    [DataRow(new long[] { 7, 7 })]
    public void Computes_and_differentiates(long[] dims)
    {
        OperatorHarness.Check([Feed.Random(dims)], x => Op.Det(x[0]));
        OperatorHarness.CheckOpen([Feed.Random(dims)], x => Op.Det(x[0]));
    }

    [TestMethod]
    public void Differentiates_singular_matrices() => CollectionAssert.AreEqual(
        new float[] { 4, -3, -8, 6 }, OperatorHarness.Gradients([Feed.Of([2, 2], 6, 8, 3, 4)], x => Op.Det(x[0]))[0]);

    [TestMethod]
    public void Differentiates_large_matrices_as_the_inverse_does()
    {
        Feed x = Feed.Random([12, 12]);
        float[] dX = OperatorHarness.Gradients([x], v => Op.Det(v[0]))[0];
        float det = OperatorHarness.Check([x with { Differentiable = false }], v => Op.Det(v[0]))[0].AsSpan<float>()[0];
        ReadOnlySpan<float> a = x.Data.AsSpan<float>();
        for (int i = 0; i < 12; i++)
        {
            double expanded = 0;                       // the determinant, expanded along row i
            for (int j = 0; j < 12; j++)
                expanded += a[(i * 12) + j] * dX[(i * 12) + j];
            Assert.AreEqual(det, expanded, 1e-4 * (1 + System.Math.Abs(det)));
        }
    }

    [TestMethod]
    public void Names_what_is_not_square()
    {
        Expect.Error("Det expects square matrices. Received: (3, 2).", () => Op.Det(Expect.Input(3, 2)));
        Expect.Error("Det expects square matrices. Received: (3).", () => Op.Det(Expect.Input(3)));
    }
}
