using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class RangeTests
{
    [TestMethod]
    [DataRow(0L, 5L, 1L)]
    [DataRow(2L, 9L, 3L)]
    [DataRow(5L, 0L, -2L)]
    [DataRow(3L, 3L, 1L)]
    [DataRow(3L, 0L, 1L)]
    public void Counts(long start, long limit, long delta)
    {
        Feed[] feeds = [Feed.Plain([], start), Feed.Plain([], limit), Feed.Plain([], delta)];
        OperatorHarness.Check([.. feeds.Select(feed => feed.AsConstant())], x => Op.Range(x[0], x[1], x[2]));
        OperatorHarness.CheckOpen(feeds, x => Op.Range(x[0], x[1], x[2]));
    }

    [TestMethod]
    public void Counts_in_fractions()
    {
        Feed[] feeds = [Feed.Of([], 0.5f), Feed.Of([], 3.25f), Feed.Of([], 0.5f)];
        OperatorHarness.Check([.. feeds.Select(feed => feed.AsConstant())], x => Op.Range(x[0], x[1], x[2]));
        OperatorHarness.CheckOpen(feeds, x => Op.Range(x[0], x[1], x[2]));
    }

    [TestMethod]
    public void Counts_to_a_named_length()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3]), zero = Value.Constant(TensorData.Create<long>([], [0]));
        Value batch = Op.Gather(Op.Shape(x), zero);
        Assert.AreEqual<Shape>(["batch"], Op.Range(zero, batch, Value.Constant(TensorData.Create<long>([], [1]))).Shape);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value one = Value.Constant(TensorData.Create<long>([], [1])), zero = Value.Constant(TensorData.Create<long>([], [0]));
        Expect.Error("Range expects a delta other than 0. Received: 0.", () => Op.Range(zero, one, zero));
        Expect.Error("Range expects inputs of one element type. Received: Int64, Float, Int64.", () => Op.Range(zero, Expect.Input(), one));
        Expect.Error("Range expects scalars. Received: Int64(), Int64(1), Int64().", () => Op.Range(zero, Value.Constant(3), one));
    }
}
