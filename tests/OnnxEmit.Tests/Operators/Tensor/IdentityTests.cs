using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class IdentityTests
{
    [TestMethod]
    public void Changes_nothing()
    {
        OperatorHarness.Check([Feed.Random([2, 3])], x => Op.Identity(x[0]));
        OperatorHarness.Check([Feed.Plain<long>([2], 1, 2)], x => Op.Identity(x[0]));
    }

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        Assert.AreEqual(1, Op.Identity(Expect.Input(2)).Producer!.SinceVersion);
        Assert.AreEqual(14, Op.Identity(Value.Input(new SequenceType(null))).Producer!.SinceVersion);
        Assert.AreEqual(16, Op.Identity(Value.Input(new OptionalType(null))).Producer!.SinceVersion);
    }
}
