using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class SoftmaxCrossEntropyLossTests : ClassLossTests
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

    protected override Value Apply(Value scores, Value labels, Value? weights = null, string reduction = "mean") =>
        Op.SoftmaxCrossEntropyLoss(scores, labels, weights, reduction: reduction);
}
