using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class SqueezeTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 1, 3 }, new long[] { 1 })]
    [DataRow(new long[] { 1, 2, 1, 3 }, new long[] { 2, 0 })]
    [DataRow(new long[] { 2, 3, 1, 1 }, new long[] { -1, -2 })]
    [DataRow(new long[] { 1 }, new long[] { 0 })]
    public void Removes_axes(long[] data, long[] axes)
    {
        OperatorHarness.Check([Feed.Random(data), Feed.Axes(axes)], x => Op.Squeeze(x[0], x[1]));
        OperatorHarness.CheckOpen([Feed.Random(data), Feed.Plain([axes.Length], axes)], x => Op.Squeeze(x[0], x[1]));
    }

    [TestMethod]
    public void Removes_all_by_default() => OperatorHarness.Check([Feed.Random([1, 2, 1, 3])], x => Op.Squeeze(x[0]));

    [TestMethod]
    public void Names_axes_that_do_not_fit()
    {
        Expect.Error("Squeeze expects the squeezed axes to have length 1. Received: data (2, 3), axes (1).",
            () => Expect.Input(2, 3).Squeeze(1));
        Expect.Error("Squeeze expects an axis between -2 and 1. Received: 2.", () => Expect.Input(2, 1).Squeeze(2));
        Expect.Error("Squeeze expects each axis once. Received: [1, -1].", () => Expect.Input(2, 1).Squeeze(1, -1));
    }
}
