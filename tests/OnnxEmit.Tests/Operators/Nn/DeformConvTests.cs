using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class DeformConvTests
{
    [TestMethod]
    [DataRow(1, 1, 1, 0, 1)]
    [DataRow(2, 1, 1, 1, 1)]
    [DataRow(1, 2, 2, 1, 1)]
    [DataRow(2, 4, 1, 2, 2)]
    public void Convolves(long group, long offsetGroup, long stride, long pad, long dilation)
    {
        const int Kernel = 3, Height = 7, Width = 8;
        long height = Places(Height), width = Places(Width);
        Feed[] feeds =
        [
            Feed.Random([2, 4, Height, Width]), Feed.Random([6, 4 / group, Kernel, Kernel], seed: 2),
            Feed.Random([2, offsetGroup * Kernel * Kernel * 2, height, width], seed: 3), Feed.Random([6], seed: 4),
            Feed.Random([2, offsetGroup * Kernel * Kernel, height, width], seed: 5),
        ];
        long[] strides = [stride, stride], pads = [pad, pad, pad, pad], dilations = [dilation, dilation];
        OperatorHarness.Check(feeds, v => Op.DeformConv(v[0], v[1], v[2], v[3], v[4], null, strides, pads, dilations, group, offsetGroup));
        OperatorHarness.Check(feeds[..3],
            v => Op.DeformConv(v[0], v[1], v[2], null, null, [Kernel, Kernel], strides, pads, dilations, group, offsetGroup));

        long Places(long length) => ((length + (2 * pad) - (dilation * (Kernel - 1)) - 1) / stride) + 1;
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(1, 4, 5, 5), w = Expect.Input(6, 4, 3, 3), offset = Expect.Input(1, 18, 3, 3);
        Expect.Error("DeformConv expects offset (1, 18, 3, 3). Received: (1, 9, 3, 3).",
            () => Op.DeformConv(x, w, Expect.Input(1, 9, 3, 3)));
        Expect.Error("DeformConv expects mask (1, 9, 3, 3). Received: (1, 18, 3, 3).", () => Op.DeformConv(x, w, offset, mask: offset));
        Expect.Error("DeformConv expects B with one item per filter. Received: W (6, 4, 3, 3), B (4).",
            () => Op.DeformConv(x, w, offset, Expect.Input(4)));
        Expect.Error("DeformConv expects offset_group that divides the channels. Received: 3, X (1, 4, 5, 5).",
            () => Op.DeformConv(x, w, offset, offsetGroup: 3));
        Expect.Error("DeformConv expects as many channels in X as in W times group. Received: X (1, 4, 5, 5), W (6, 4, 3, 3), group 2.",
            () => Op.DeformConv(x, w, offset, group: 2));
    }
}
