using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class MaxRoiPoolTests
{
    [TestMethod]
    [DataRow(2, 3, 1f)]
    [DataRow(4, 4, 1f)]
    [DataRow(1, 1, 0.5f)]
    [DataRow(3, 2, 1.6f)]
    public void Pools_and_differentiates(long height, long width, float scale)
    {
        Feed rois = Feed.Plain<float>([4, 5], 0, 0, 0, 5, 4, 1, 1.3f, 0.6f, 6.9f, 5.2f, 1, -3, -2, 3, 2, 0, 4, 3, 12, 9);
        OperatorHarness.Check([Feed.Distinct([2, 3, 6, 8], 0.2f), rois], v => Op.MaxRoiPool(v[0], v[1], [height, width], scale));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(2, 3, 6, 8), rois = Expect.Input(4, 5);
        Expect.Error("MaxRoiPool expects X of shape (batch, channels, height, width). Received: X (2, 3, 6).",
            () => Op.MaxRoiPool(Expect.Input(2, 3, 6), rois, [1, 1]));
        Expect.Error("MaxRoiPool expects regions (R, 5). Received: (4, 4).", () => Op.MaxRoiPool(x, Expect.Input(4, 4), [1, 1]));
        Expect.Error("MaxRoiPool expects pooled_shape with two lengths of 1 or more. Received: (2).", () => Op.MaxRoiPool(x, rois, [2]));
    }
}
