using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class UnsqueezeTests
{
    [TestMethod]
    [DataRow(new long[] { }, new long[] { 0 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 1 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3, 0 })]
    [DataRow(new long[] { 2, 3 }, new long[] { -1, -2 })]
    public void Inserts_axes(long[] data, long[] axes)
    {
        OperatorHarness.Check([Feed.Random(data), Feed.Axes(axes)], x => Op.Unsqueeze(x[0], x[1]));
        OperatorHarness.CheckOpen([Feed.Random(data), Feed.Plain([axes.Length], axes)], x => Op.Unsqueeze(x[0], x[1]));
    }

    [TestMethod]
    public void Names_axes_that_do_not_fit()
    {
        Expect.Error("Unsqueeze expects an axis between -3 and 2. Received: 3.", () => Expect.Input(2, 3).Unsqueeze(3));
        Expect.Error("Unsqueeze expects each axis once. Received: [0, 0].", () => Expect.Input(2, 3).Unsqueeze(0, 0));
    }
}
