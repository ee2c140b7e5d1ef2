using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class GemmTests
{
    public static IEnumerable<object[]> Transpositions =>
        from a in new[] { false, true } from b in new[] { false, true } select new object[] { a, b };

    [TestMethod]
    [DynamicData(nameof(Transpositions))]
    public void Multiplies_and_differentiates(bool transA, bool transB)
    {
        Feed a = Feed.Random(transA ? [3, 2] : [2, 3]), b = Feed.Random(transB ? [4, 3] : [3, 4]);
        OperatorHarness.Check([a, b], x => Op.Gemm(x[0], x[1], transA: transA, transB: transB));
        foreach (long[] c in new long[][] { [2, 4], [4], [1, 4], [2, 1], [1], [] })
        {
            OperatorHarness.Check([a, b, Feed.Random(c)], x => Op.Gemm(x[0], x[1], x[2], transA: transA, transB: transB));
            OperatorHarness.Check([a, b, Feed.Random(c)], x => Op.Gemm(x[0], x[1], x[2], 0.5f, 2, transA, transB));
        }
    }

    [TestMethod]
    public void Names_matrices_that_do_not_fit() => Expect.Error(
        "Gemm expects as many columns in A as rows in Bᵀ. Received: A (2, 3), B (4, 5).",
        () => Op.Gemm(Expect.Input(2, 3), Expect.Input(4, 5), transB: true));

    [TestMethod]
    public void Names_inputs_that_are_no_matrices() => Expect.Error(
        "Gemm expects A and B of rank 2. Received: A (1, 2, 3), B (3, 5).",
        () => Op.Gemm(Expect.Input(1, 2, 3), Expect.Input(3, 5)));

    [TestMethod]
    public void Names_a_summand_that_does_not_fit() => Expect.Error(
        "Gemm expects C to broadcast to (2, 5). Received: C (3).",
        () => Op.Gemm(Expect.Input(2, 3), Expect.Input(3, 5), Expect.Input(3)));
}
