using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class ConvTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3, 7 }, new long[] { 4, 3, 3 }, null, null, null, 1)]
    [DataRow(new long[] { 2, 3, 8 }, new long[] { 4, 3, 3 }, new long[] { 2 }, new long[] { 0, 1 }, new long[] { 2 }, 1)]
    [DataRow(new long[] { 2, 3, 6, 5 }, new long[] { 4, 3, 3, 2 }, null, null, null, 1)]
    [DataRow(new long[] { 2, 3, 6, 5 }, new long[] { 4, 3, 1, 1 }, null, null, null, 1)]
    [DataRow(new long[] { 2, 3, 6, 5 }, new long[] { 4, 3, 1, 1 }, new long[] { 2, 3 }, null, null, 1)]
    [DataRow(new long[] { 2, 3, 6, 5 }, new long[] { 4, 3, 3, 3 }, new long[] { 2, 3 }, new long[] { 1, 0, 2, 1 }, null, 1)]
    [DataRow(new long[] { 2, 3, 9, 8 }, new long[] { 4, 3, 3, 2 }, new long[] { 1, 2 }, new long[] { 0, 3, 2, 1 }, new long[] { 2, 3 }, 1)]
    [DataRow(new long[] { 2, 6, 6, 5 }, new long[] { 4, 3, 3, 2 }, null, new long[] { 1, 1, 1, 0 }, null, 2)]
    [DataRow(new long[] { 2, 6, 6, 5 }, new long[] { 4, 3, 3, 2 }, new long[] { 2, 2 }, new long[] { 1, 1, 1, 0 }, null, 2)]
    [DataRow(new long[] { 2, 4, 6, 5 }, new long[] { 4, 1, 3, 3 }, null, new long[] { 1, 1, 1, 1 }, null, 4)]
    [DataRow(new long[] { 2, 4, 7, 6 }, new long[] { 4, 1, 3, 3 }, new long[] { 2, 2 }, null, null, 4)]
    [DataRow(new long[] { 2, 3, 6, 5 }, new long[] { 6, 1, 2, 3 }, new long[] { 1, 2 }, null, null, 3)]
    [DataRow(new long[] { 2, 3, 6, 5 }, new long[] { 6, 1, 2, 3 }, null, new long[] { 0, 1, 2, 3 }, null, 3)]
    [DataRow(new long[] { 2, 16, 5, 5 }, new long[] { 3, 16, 3, 3 }, new long[] { 2, 2 }, null, null, 1)]
    [DataRow(new long[] { 2, 32, 4, 5 }, new long[] { 4, 16, 2, 2 }, null, null, new long[] { 1, 2 }, 2)]
    [DataRow(new long[] { 2, 2, 12, 11 }, new long[] { 3, 2, 5, 5 }, new long[] { 2, 3 }, new long[] { 1, 2, 0, 2 }, null, 1)]
    [DataRow(new long[] { 2, 4, 9, 9 }, new long[] { 4, 2, 5, 5 }, new long[] { 3, 2 }, null, null, 2)]
    [DataRow(new long[] { 1, 2, 4, 5, 6 }, new long[] { 3, 2, 2, 3, 2 }, new long[] { 1, 2, 3 }, new long[] { 1, 0, 1, 0, 1, 2 }, null, 1)]
    [DataRow(new long[] { 2, 4, 5, 4, 6 }, new long[] { 4, 2, 3, 3, 3 }, null, new long[] { 1, 1, 1, 1, 1, 1 }, null, 2)]
    public void Convolves_and_differentiates(long[] x, long[] w, long[]? strides, long[]? pads, long[]? dilations, long group)
    {
        OperatorHarness.Check([Feed.Random(x), Feed.Random(w)], v => Op.Conv(v[0], v[1], null, null, strides, pads, dilations, group));
        OperatorHarness.Check([Feed.Random(x), Feed.Random(w), Feed.Random([w[0]])],
            v => Op.Conv(v[0], v[1], v[2], w[2..], strides, pads, dilations, group));
    }

    [TestMethod]
    [DataRow("SAME_UPPER", 5, 3, 1)]
    [DataRow("SAME_UPPER", 6, 3, 2)]
    [DataRow("SAME_LOWER", 6, 3, 2)]
    [DataRow("SAME_LOWER", 7, 4, 3)]
    [DataRow("SAME_UPPER", 7, 4, 3)]
    [DataRow("SAME_UPPER", 7, 1, 3)]
    [DataRow("SAME_LOWER", 5, 2, 1)]
    [DataRow("VALID", 7, 3, 2)]
    public void Resolves_computed_pads(string autoPad, int length, int kernel, int stride) => OperatorHarness.Check(
        [Feed.Random([2, 2, length]), Feed.Random([3, 2, kernel])],
        v => Op.Conv(v[0], v[1], strides: [stride], autoPad: autoPad));

    [TestMethod]
    public void Keeps_symbolic_lengths()
    {
        Value w = Value.Input(ElementType.Float, [8, 3, 3, 3]);
        Value x = Value.Input(ElementType.Float, ["batch", 3, "height", (Dim)4 * "width"]);
        Assert.AreEqual("(batch, 8, height, 4·width)", Op.Conv(x, w, pads: [1, 1, 1, 1]).Shape.ToString());
        Assert.AreEqual("(batch, 8, height, 2·width)", Op.Conv(x, w, strides: [1, 2], autoPad: "SAME_LOWER").Shape.ToString());
        Assert.AreEqual("(batch, 8, ?, 2·width)", Op.Conv(x, w, strides: [2, 2], pads: [1, 1, 1, 1]).Shape.ToString());
        Assert.AreEqual(Op.Conv(x, w).Shape, Op.Conv(x, w).Shape);
    }

    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 4, 3, 3 }, null, null,
        "Conv expects X of shape (batch, channels, …) with one spatial axis or more. Received: X (2, 3).")]
    [DataRow(new long[] { 2, 3, 5 }, new long[] { 4, 3, 3, 3 }, null, null,
        "Conv expects W with as many axes as X. Received: X (2, 3, 5), W (4, 3, 3, 3).")]
    [DataRow(new long[] { 2, 3, 5 }, new long[] { 4, 2, 3 }, null, null,
        "Conv expects as many channels in X as in W times group. Received: X (2, 3, 5), W (4, 2, 3), group 1.")]
    [DataRow(new long[] { 2, 3, 2 }, new long[] { 4, 3, 3 }, null, null,
        "Conv expects a window that fits into the padded input. Received: X (2, 3, 2), window (3).")]
    [DataRow(new long[] { 2, 3, 5 }, new long[] { 4, 3, 3 }, new long[] { 1, 1 }, null,
        "Conv expects strides with one item per spatial axis, 1. Received: (1, 1).")]
    [DataRow(new long[] { 2, 3, 5 }, new long[] { 4, 3, 3 }, new long[] { 0 }, null, "Conv expects strides of 1 or more. Received: (0).")]
    [DataRow(new long[] { 2, 3, 5 }, new long[] { 4, 3, 3 }, null, new long[] { 1 },
        "Conv expects pads with two items per spatial axis, 2. Received: (1).")]
    [DataRow(new long[] { 2, 3, 5 }, new long[] { 4, 3, 3 }, null, new long[] { 1, -1 },
        "Conv expects pads of 0 or more. Received: (1, -1).")]
    public void Names_what_does_not_fit(long[] x, long[] w, long[]? strides, long[]? pads, string message)
    {
        Value input = Value.Input(ElementType.Float, Shape.Of(x)), weights = Value.Input(ElementType.Float, Shape.Of(w));
        OperatorException error = Assert.ThrowsExactly<OperatorException>(() => Op.Conv(input, weights, strides: strides, pads: pads));
        Assert.AreEqual(message, error.Message);
    }

    [TestMethod]
    public void Names_groups_bias_and_modes_that_do_not_fit()
    {
        Value x = Value.Input(ElementType.Float, [2, 4, 5]), w = Value.Input(ElementType.Float, [3, 2, 3]);
        Expect("Conv expects as many filters in each group. Received: W (3, 2, 3), group 2.", () => Op.Conv(x, w, group: 2));
        Value whole = Value.Input(ElementType.Float, [3, 4, 3]);
        Expect("Conv expects B with one item per filter. Received: W (3, 4, 3), B (4).",
            () => Op.Conv(x, whole, Value.Input(ElementType.Float, [4])));
        Expect("Conv expects inputs of one element type. Received: Float, Double.",
            () => Op.Conv(x, Value.Input(ElementType.Double, [3, 4, 3])));
        Expect("Conv expects kernel_shape to be the spatial axes of W. Received: (2), W (3, 4, 3).",
            () => Op.Conv(x, whole, kernelShape: [2]));
        Expect("Conv expects auto_pad to be NOTSET, SAME_UPPER, SAME_LOWER or VALID. Received: SAME.",
            () => Op.Conv(x, whole, autoPad: "SAME"));

        static void Expect(string message, Func<Value> build) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<OperatorException>(build).Message);
    }
}
