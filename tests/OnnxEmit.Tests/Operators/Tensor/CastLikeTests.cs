using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class CastLikeTests
{
    [TestMethod]
    public void Converts_and_differentiates_through_cast()
    {
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Of([1], 0)], x => Op.CastLike(x[0], x[1]));
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Plain<int>([1], 0)], x => Op.CastLike(x[0], x[1]));
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Plain<double>([1], 0)], x => Op.CastLike(x[0], x[1]).Cast(ElementType.Float));
    }

    [TestMethod]
    public void Becomes_a_cast()
    {
        Value y = Op.CastLike(Expect.Input(3), Value.Constant(1)).Producer!.Decompose()!.Value[0];
        Assert.AreEqual("Cast", y.Producer!.OpType);
        Assert.AreEqual(ElementType.Int64, y.ElementType);
    }

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        Value x = Expect.Input(3);
        Assert.AreEqual(15, Op.CastLike(x, x).Producer!.SinceVersion);
        Assert.AreEqual(19, Op.CastLike(x, x, saturate: false).Producer!.SinceVersion);
        Assert.AreEqual(24, Op.CastLike(x, x, roundMode: "down").Producer!.SinceVersion);
    }
}
