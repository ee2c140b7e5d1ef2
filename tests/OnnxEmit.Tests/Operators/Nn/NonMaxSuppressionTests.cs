using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class NonMaxSuppressionTests
{
    private static readonly Feed Boxes = Feed.Plain<float>(
        [1, 6, 4], 0, 0, 1, 1, 0, 0.1f, 1, 1.1f, 0, -0.1f, 1, 0.9f, 0, 10, 1, 11, 0, 10.1f, 1, 11.1f, 0, 100, 1, 101);

    private static readonly Feed Scores = Feed.Plain<float>([1, 1, 6], 0.9f, 0.75f, 0.6f, 0.95f, 0.5f, 0.3f);

    [TestMethod]
    public void Leaves_out_boxes_that_overlap()
    {
        Feed[] feeds = [Boxes, Scores, Feed.Plain<long>([], 3), Feed.Plain([], 0.5f), Feed.Plain([], 0f)];
        TensorData[] y = OperatorHarness.CheckOpen(feeds, x => Op.NonMaxSuppression(x[0], x[1], x[2], x[3], x[4]));
        CollectionAssert.AreEqual(new long[] { 0, 0, 3, 0, 0, 0, 0, 0, 5 }, y[0].ToInt64());
    }

    [TestMethod]
    public void Limits_may_be_left_out()
    {
        OperatorHarness.CheckOpen([Boxes, Scores], x => Op.NonMaxSuppression(x[0], x[1]));
        OperatorHarness.CheckOpen([Boxes, Scores, Feed.Plain<long>([1], 2)], x => Op.NonMaxSuppression(x[0], x[1], x[2]));
        OperatorHarness.CheckOpen(
            [Boxes, Scores, Feed.Plain<long>([1], 2), Feed.Plain<float>([1], 0.4f)],
            x => Op.NonMaxSuppression(x[0], x[1], x[2], scoreThreshold: x[3], centerPointBox: true));
    }

    [TestMethod]
    public void Names_what_does_not_fit() => Expect.Error(
        "NonMaxSuppression expects boxes (batch, boxes, 4) and scores (batch, classes, boxes). Received: (1, 6, 4), (1, 2, 5).",
        () => Op.NonMaxSuppression(Expect.Input(1, 6, 4), Expect.Input(1, 2, 5)));
}
