using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class NegTests
{
    [TestMethod]
    public void Negates_and_differentiates()
    {
        OperatorHarness.Check([Feed.Random([2, 3])], x => -x[0]);
        OperatorHarness.Check([Feed.Plain<long>([3], 7, -7, 0)], x => Op.Neg(x[0]));
    }
}
