using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class NegativeLogLikelihoodLossTests : ClassLossTests
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

    protected override Value Apply(Value scores, Value labels, Value? weights = null, string reduction = "mean") =>
        Op.NegativeLogLikelihoodLoss(scores, labels, weights, reduction: reduction);
}
