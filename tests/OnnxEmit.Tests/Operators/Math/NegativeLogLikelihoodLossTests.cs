using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class NegativeLogLikelihoodLossTests
{
    public static IEnumerable<object?[]> Cases =>
        from dims in new long[][] { [4, 3], [2, 5, 3], [2, 3, 2, 2], [1, 3, 2, 1, 2, 2] }
        from reduction in new[] { "none", "mean", "sum" }
        from weighted in new[] { false, true }
        from ignored in new long?[] { null, 1, -5 }
        select new object?[] { dims, reduction, weighted, ignored };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Computes_and_differentiates(long[] dims, string reduction, bool weighted, long? ignored)
    {
        Feed[] feeds = [Feed.Random(dims, -3, 0), Labels(dims, ignored ?? 0), Feed.Random([dims[1]], 0.5f, 2)];
        feeds = weighted ? feeds : feeds[..2];
        OperatorHarness.Check(feeds, x => Op.NegativeLogLikelihoodLoss(x[0], x[1], weighted ? x[2] : null, ignored, reduction));
        OperatorHarness.CheckOpen(feeds, x => Op.NegativeLogLikelihoodLoss(x[0], x[1], weighted ? x[2] : null, ignored, reduction));
    }

    [TestMethod]
    public void Ignored_samples_may_have_infinite_scores()
    {
        float[] dX = OperatorHarness.Gradients(
            [Feed.Of([2, 2], float.NegativeInfinity, -1, -1, -2), Feed.Plain<int>([2], 9, 1)],
            x => Op.NegativeLogLikelihoodLoss(x[0], x[1], ignoreIndex: 9))[0];
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, -1 }, dX);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value labels = Value.Input(ElementType.Int64, [2]), other = Value.Input(ElementType.Int64, [3]);
        Expect.Error(
            "NegativeLogLikelihoodLoss expects scores (N, C, d…) and labels (N, d…). Received: (2, 3), (3).",
            () => Op.NegativeLogLikelihoodLoss(Expect.Input(2, 3), other));
        Expect.Error(
            "NegativeLogLikelihoodLoss expects scores (N, C, d…) and labels (N, d…). Received: (2), (2).",
            () => Op.NegativeLogLikelihoodLoss(Expect.Input(2), labels));
        Expect.Error(
            "NegativeLogLikelihoodLoss expects labels of type Int64 or Int32. Received: Float.",
            () => Op.NegativeLogLikelihoodLoss(Expect.Input(2, 3), Expect.Input(2)));
        Expect.Error(
            "NegativeLogLikelihoodLoss expects one weight for each class. Received: scores (2, 3), weights (2).",
            () => Op.NegativeLogLikelihoodLoss(Expect.Input(2, 3), labels, Expect.Input(2)));
        Expect.Error(
            "NegativeLogLikelihoodLoss expects scores and weights of one element type. Received: Float, Double.",
            () => Op.NegativeLogLikelihoodLoss(Expect.Input(2, 3), labels, Value.Input(ElementType.Double, [3])));
        Expect.Error(
            "NegativeLogLikelihoodLoss expects a reduction of 'none', 'mean' or 'sum'. Received: 'max'.",
            () => Op.NegativeLogLikelihoodLoss(Expect.Input(2, 3), labels, reduction: "max"));
    }

    // Every class in turn, and every third sample the ignored one.
    private static Feed Labels(long[] dims, long ignored)
    {
        long[] shape = [dims[0], .. dims[2..]];
        return Feed.Plain(shape, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (n, d) => n * d))
            .Select(i => i % 3 == 2 ? ignored : i % dims[1])]);
    }
}
