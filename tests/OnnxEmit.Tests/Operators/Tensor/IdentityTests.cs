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
}
