using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class CumSumTests
{
    public static IEnumerable<object[]> Cases =>
        from axis in new long[] { 0, 1, -1, -3 }
        from exclusive in new[] { false, true }
        from reverse in new[] { false, true }
        select new object[] { axis, exclusive, reverse };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Sums_and_differentiates(long axis, bool exclusive, bool reverse) => OperatorHarness.Check(
        [Feed.Random([2, 3, 4]), Feed.Plain<long>([], axis).AsConstant()], x => Op.CumSum(x[0], x[1], exclusive, reverse));

    [TestMethod]
    public void Takes_axes_at_run_time_and_integers()
    {
        OperatorHarness.Check([Feed.Random([5]), Feed.Plain<int>([], 0)], x => Op.CumSum(x[0], x[1]));
        OperatorHarness.Check([Feed.Plain<long>([3], 1, 2, 3), Feed.Plain<int>([], 0)], x => Op.CumSum(x[0], x[1]));
    }

    [TestMethod]
    public void Names_an_axis_that_is_not_there() => Expect.Error(
        "CumSum expects an axis between -2 and 1. Received: 2.",
        () => Op.CumSum(Expect.Input(2, 3), Value.Constant(2)));
}
