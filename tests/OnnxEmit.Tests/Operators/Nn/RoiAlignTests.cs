using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class RoiAlignTests
{
    private static readonly Feed X = Feed.Random([2, 3, 6, 8]);
    private static readonly Feed Rois = Feed.Plain<float>([4, 4], 0, 0, 5, 4, 1.3f, 0.6f, 6.9f, 5.2f, -2, -1, 3, 2, 4, 3, 9, 8);
    private static readonly Feed Images = Feed.Plain<long>([4], 0, 1, 1, 0);

    [TestMethod]
    [DataRow("half_pixel", 2, 3, 2, 1f)]
    [DataRow("half_pixel", 3, 2, 0, 1f)]
    [DataRow("output_half_pixel", 2, 2, 3, 0.5f)]
    [DataRow("output_half_pixel", 1, 2, 0, 0.7f)]
    [DataRow("half_pixel", 1, 1, 0, 2f)]
    public void Pools_and_differentiates(string coordinates, long height, long width, long ratio, float scale)
    {
        OperatorHarness.Check([X, Rois, Images], v => Op.RoiAlign(v[0], v[1], v[2], coordinates, "avg", height, width, ratio, scale));
        OperatorHarness.Check([X, Rois, Images], v => Op.RoiAlign(v[0], v[1], v[2], coordinates, "max", height, width, ratio, scale));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(2, 3, 6, 8), rois = Expect.Input(4, 4), images = Value.Input(ElementType.Int64, [4]);
        Expect.Error("RoiAlign expects X of shape (batch, channels, height, width). Received: X (2, 3, 6).",
            () => Op.RoiAlign(Expect.Input(2, 3, 6), rois, images));
        Expect.Error("RoiAlign expects regions (R, 4) and batch_indices (R). Received: (4, 5), (4).",
            () => Op.RoiAlign(x, Expect.Input(4, 5), images));
        Expect.Error("RoiAlign expects mode to be avg or max. Received: min.", () => Op.RoiAlign(x, rois, images, mode: "min"));
        Expect.Error("RoiAlign expects coordinate_transformation_mode to be half_pixel or output_half_pixel. Received: asymmetric.",
            () => Op.RoiAlign(x, rois, images, "asymmetric"));
        Expect.Error("RoiAlign expects sizes of 1 or more and a sampling_ratio of 0 or more. Received: 0, 1, 0.",
            () => Op.RoiAlign(x, rois, images, outputHeight: 0));
    }
}
