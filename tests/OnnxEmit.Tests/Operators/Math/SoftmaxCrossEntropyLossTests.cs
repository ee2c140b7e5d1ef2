using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class SoftmaxCrossEntropyLossTests
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
        Feed[] feeds = [Feed.Random(dims), Labels(dims, ignored ?? 0), Feed.Random([dims[1]], 0.5f, 2)];
        feeds = weighted ? feeds : feeds[..2];
        OperatorHarness.Check(feeds, x => Op.SoftmaxCrossEntropyLoss(x[0], x[1], weighted ? x[2] : null, ignored, reduction));
        OperatorHarness.CheckOpen(feeds, x => Op.SoftmaxCrossEntropyLoss(x[0], x[1], weighted ? x[2] : null, ignored, reduction));
    }

    [TestMethod]
    [DataRow(new long[] { 4, 3 }, "mean")]
    [DataRow(new long[] { 2, 3, 4 }, "none")]
    public void Gives_the_log_probabilities(long[] dims, string reduction) => OperatorHarness.Check(
        [Feed.Random(dims), Labels(dims, 0)],
        x => new OnnxEmit.Operators.SoftmaxCrossEntropyLoss(x[0], x[1], reduction: reduction, outputs: 2).Outputs);

    [TestMethod]
    public void Of_doubles_and_integers_of_32_bits() => OperatorHarness.Check(
        [Feed.Plain<double>([2, 2], 1, 2, 3, 5), Feed.Plain<int>([2], 1, 0)], x => Op.SoftmaxCrossEntropyLoss(x[0], x[1]));

    [TestMethod]
    public void Names_a_third_output() => Expect.Error(
        "SoftmaxCrossEntropyLoss expects one output or two. Received: 3.",
        () => new OnnxEmit.Operators.SoftmaxCrossEntropyLoss(
            Expect.Input(2, 3), Value.Input(ElementType.Int64, [2]), outputs: 3).Outputs);

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value labels = Value.Input(ElementType.Int64, [2]), other = Value.Input(ElementType.Int64, [3]);
        Expect.Error(
            "SoftmaxCrossEntropyLoss expects scores (N, C, d…) and labels (N, d…). Received: (2, 3), (3).",
            () => Op.SoftmaxCrossEntropyLoss(Expect.Input(2, 3), other));
        Expect.Error(
            "SoftmaxCrossEntropyLoss expects scores (N, C, d…) and labels (N, d…). Received: (2), (2).",
            () => Op.SoftmaxCrossEntropyLoss(Expect.Input(2), labels));
        Expect.Error(
            "SoftmaxCrossEntropyLoss expects labels of type Int64 or Int32. Received: Float.",
            () => Op.SoftmaxCrossEntropyLoss(Expect.Input(2, 3), Expect.Input(2)));
        Expect.Error(
            "SoftmaxCrossEntropyLoss expects one weight for each class. Received: scores (2, 3), weights (2).",
            () => Op.SoftmaxCrossEntropyLoss(Expect.Input(2, 3), labels, Expect.Input(2)));
        Expect.Error(
            "SoftmaxCrossEntropyLoss expects scores and weights of one element type. Received: Float, Double.",
            () => Op.SoftmaxCrossEntropyLoss(Expect.Input(2, 3), labels, Value.Input(ElementType.Double, [3])));
        Expect.Error(
            "SoftmaxCrossEntropyLoss expects a reduction of 'none', 'mean' or 'sum'. Received: 'max'.",
            () => Op.SoftmaxCrossEntropyLoss(Expect.Input(2, 3), labels, reduction: "max"));
    }

    // Every class in turn, and every third sample the ignored one.
    private static Feed Labels(long[] dims, long ignored)
    {
        long[] shape = [dims[0], .. dims[2..]];
        return Feed.Plain(shape, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (n, d) => n * d))
            .Select(i => i % 3 == 2 ? ignored : i % dims[1])]);
    }
}
