using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class SumTests
{
    [TestMethod]
    public void Takes_any_number_of_inputs_and_differentiates()
    {
        OperatorHarness.Check([Feed.Random([2, 3])], x => Op.Sum(x[0]));
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Random([3])], x => Op.Sum(x));
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Random([2, 1]), Feed.Random([]), Feed.Random([4, 1, 1])], x => Op.Sum(x));
    }
}
