using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class NonZeroTests
{
    [TestMethod]
    public void Finds_what_is_not_zero()
    {
        OperatorHarness.CheckOpen([Feed.Of([2, 3], 0, 1, 0, 2, 0, -1)], x => Op.NonZero(x[0]));
        OperatorHarness.CheckOpen([Feed.Plain<bool>([4], false, true, true, false)], x => Op.NonZero(x[0]));
        OperatorHarness.CheckOpen([Feed.Plain<long>([2], 0, 0)], x => Op.NonZero(x[0]));
    }
}
