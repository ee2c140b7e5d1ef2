using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class ConvTransposeTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3, 5 }, new long[] { 3, 4, 3 }, null, null, null, null, 1)]
    [DataRow(new long[] { 2, 3, 5 }, new long[] { 3, 4, 3 }, new long[] { 2 }, new long[] { 0, 1 }, new long[] { 2 }, new long[] { 1 }, 1)]
    [DataRow(new long[] { 2, 3, 4, 5 }, new long[] { 3, 4, 3, 2 }, null, null, null, null, 1)]
    [DataRow(new long[] { 2, 3, 4, 5 }, new long[] { 3, 4, 1, 1 }, new long[] { 2, 3 }, null, null, null, 1)]
    [DataRow(new long[] { 2, 3, 4, 5 }, new long[] { 3, 4, 3, 3 }, new long[] { 2, 2 },
        new long[] { 1, 1, 1, 1 }, null, new long[] { 1, 1 }, 1)]
    [DataRow(new long[] { 2, 3, 4, 5 }, new long[] { 3, 4, 3, 3 }, new long[] { 3, 2 },
        new long[] { 1, 0, 0, 2 }, new long[] { 1, 2 }, new long[] { 2, 1 }, 1)]
    [DataRow(new long[] { 1, 2, 3, 3 }, new long[] { 2, 1, 2, 1 }, new long[] { 3, 4 }, null, null, new long[] { 2, 3 }, 1)]
    [DataRow(new long[] { 2, 4, 4, 3 }, new long[] { 4, 3, 3, 2 }, new long[] { 2, 1 },
        new long[] { 1, 0, 1, 0 }, null, new long[] { 1, 0 }, 2)]
    [DataRow(new long[] { 2, 4, 4, 3 }, new long[] { 4, 1, 3, 3 }, new long[] { 2, 2 }, null, null, null, 4)]
    [DataRow(new long[] { 2, 16, 3, 3 }, new long[] { 16, 20, 2, 2 }, new long[] { 2, 2 }, null, null, null, 1)]
    [DataRow(new long[] { 2, 2, 4, 4 }, new long[] { 2, 3, 5, 5 }, new long[] { 2, 1 },
        new long[] { 2, 1, 2, 2 }, null, new long[] { 1, 0 }, 1)]
    [DataRow(new long[] { 1, 2, 2, 3, 4 }, new long[] { 2, 3, 2, 3, 2 }, new long[] { 1, 2, 3 },
        new long[] { 0, 1, 0, 1, 0, 0 }, null, new long[] { 0, 1, 2 }, 1)]
    public void Spreads_and_differentiates(
        long[] x, long[] w, long[]? strides, long[]? pads, long[]? dilations, long[]? outputPadding, long group)
    {
        OperatorHarness.Check([Feed.Random(x), Feed.Random(w)],
            v => Op.ConvTranspose(v[0], v[1], null, null, strides, pads, dilations, group, outputPadding));
        OperatorHarness.Check([Feed.Random(x), Feed.Random(w), Feed.Random([w[1] * group])],
            v => Op.ConvTranspose(v[0], v[1], v[2], w[2..], strides, pads, dilations, group, outputPadding));
    }

    [TestMethod]
    [DataRow("SAME_UPPER", 5, 3, 2)]
    [DataRow("SAME_LOWER", 5, 3, 2)]
    [DataRow("SAME_UPPER", 5, 4, 1)]
    [DataRow("SAME_LOWER", 5, 4, 1)]
    [DataRow("SAME_UPPER", 5, 1, 2)]
    [DataRow("SAME_UPPER", 4, 2, 3)]
    [DataRow("VALID", 5, 3, 2)]
    public void Resolves_computed_pads(string autoPad, int length, int kernel, int stride) => OperatorHarness.Check(
        [Feed.Random([2, 2, length]), Feed.Random([2, 3, kernel])],
        v => Op.ConvTranspose(v[0], v[1], strides: [stride], autoPad: autoPad));

    [TestMethod]
    [DataRow("NOTSET", 10)]
    [DataRow("NOTSET", 9)]
    [DataRow("NOTSET", 8)]
    [DataRow("NOTSET", 12)]
    [DataRow("SAME_UPPER", 8)]
    [DataRow("SAME_LOWER", 8)]
    public void Takes_the_length_of_the_result(string autoPad, int length) => OperatorHarness.Check(
        [Feed.Random([2, 2, 5]), Feed.Random([2, 3, 3])],
        v => Op.ConvTranspose(v[0], v[1], strides: [2], outputShape: [length], autoPad: autoPad));

    [TestMethod]
    public void Keeps_symbolic_lengths()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3, "height", (Dim)4 * "width"]);
        Value w = Value.Input(ElementType.Float, [3, 2, 3, 3]);
        Assert.AreEqual("(batch, 8, ?, ?)", Op.ConvTranspose(x, Value.Input(ElementType.Float, [3, 8, 3, 3])).Shape.ToString());
        Assert.AreEqual("(batch, 2, 2·height, 8·width)",
            Op.ConvTranspose(x, w, strides: [2, 2], pads: [1, 1, 1, 1], outputPadding: [1, 1]).Shape.ToString());
        Assert.AreEqual("(batch, 2, height, 12·width)", Op.ConvTranspose(x, w, strides: [1, 3], autoPad: "SAME_UPPER").Shape.ToString());
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Value.Input(ElementType.Float, [2, 4, 5]), w = Value.Input(ElementType.Float, [4, 3, 3]);
        Expect("ConvTranspose expects W with as many axes as X. Received: X (2, 4, 5), W (4, 3).",
            () => Op.ConvTranspose(x, Value.Input(ElementType.Float, [4, 3])));
        Expect("ConvTranspose expects as many channels in X as in W. Received: X (2, 4, 5), W (3, 4, 3).",
            () => Op.ConvTranspose(x, Value.Input(ElementType.Float, [3, 4, 3])));
        Expect("ConvTranspose expects as many channels in each group. Received: W (4, 3, 3), group 3.",
            () => Op.ConvTranspose(x, w, group: 3));
        Expect("ConvTranspose expects B with one item per filter. Received: W (4, 3, 3), group 2, B (3).",
            () => Op.ConvTranspose(x, w, Value.Input(ElementType.Float, [3]), group: 2));
        Expect("ConvTranspose expects kernel_shape to be the spatial axes of W. Received: (2), W (4, 3, 3).",
            () => Op.ConvTranspose(x, w, kernelShape: [2]));
        Expect("ConvTranspose expects inputs of one element type. Received: Float, Double.",
            () => Op.ConvTranspose(x, Value.Input(ElementType.Double, [4, 3, 3])));
        Expect("ConvTranspose expects output_padding with one item of 0 or more per spatial axis, 1. Received: (1, 1).",
            () => Op.ConvTranspose(x, w, outputPadding: [1, 1]));
        Expect("ConvTranspose expects output_shape with one item of 1 or more per spatial axis, 1. Received: (0).",
            () => Op.ConvTranspose(x, w, outputShape: [0]));
        Expect("ConvTranspose expects pads that leave something of the result. Received: X (2, 4, 5), W (4, 3, 3), pads (4, 4).",
            () => Op.ConvTranspose(x, w, pads: [4, 4]));

        static void Expect(string message, Func<Value> build) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<OperatorException>(build).Message);
    }
}
