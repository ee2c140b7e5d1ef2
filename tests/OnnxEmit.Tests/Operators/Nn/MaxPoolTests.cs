using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class MaxPoolTests
{
    /// <summary>X, kernel, strides, pads, dilations, ceil_mode.</summary>
    public static IEnumerable<object?[]> Windows =>
    [
        [new long[] { 2, 3, 8 }, new long[] { 2 }, new long[] { 2 }, null, null, false],
        [new long[] { 2, 3, 7 }, new long[] { 3 }, new long[] { 3 }, null, null, false],
        [new long[] { 2, 3, 7 }, new long[] { 3 }, new long[] { 3 }, null, null, true],
        [new long[] { 2, 3, 7 }, new long[] { 3 }, new long[] { 2 }, new long[] { 1, 1 }, null, false],
        [new long[] { 2, 3, 6, 6 }, new long[] { 2, 2 }, new long[] { 2, 2 }, null, null, false],
        [new long[] { 2, 3, 7, 5 }, new long[] { 2, 2 }, new long[] { 2, 2 }, null, null, false],
        [new long[] { 2, 3, 7, 5 }, new long[] { 2, 2 }, new long[] { 2, 2 }, null, null, true],
        [new long[] { 2, 3, 7, 5 }, new long[] { 2, 3 }, new long[] { 2, 3 }, new long[] { 1, 0, 0, 2 }, null, false],
        [new long[] { 2, 3, 6, 6 }, new long[] { 3, 3 }, new long[] { 3, 3 }, new long[] { 1, 2, 0, 1 }, null, true],
        [new long[] { 2, 3, 6, 5 }, new long[] { 1, 1 }, null, null, null, false],
        [new long[] { 2, 3, 6, 5 }, new long[] { 1, 1 }, new long[] { 2, 2 }, null, null, false],
        [new long[] { 2, 3, 6, 5 }, new long[] { 3, 2 }, null, null, null, false],
        [new long[] { 2, 3, 9, 8 }, new long[] { 3, 3 }, new long[] { 2, 2 }, new long[] { 1, 1, 1, 1 }, null, false],
        [new long[] { 2, 3, 9, 8 }, new long[] { 3, 3 }, new long[] { 2, 2 }, new long[] { 0, 1, 1, 2 }, null, true],
        [new long[] { 2, 3, 9, 8 }, new long[] { 2, 2 }, new long[] { 2, 2 }, null, new long[] { 2, 3 }, false],
        [new long[] { 2, 3, 9, 8 }, new long[] { 2, 3 }, new long[] { 3, 1 }, new long[] { 1, 1, 0, 2 }, new long[] { 2, 2 }, true],
        [new long[] { 1, 2, 4, 5, 6 }, new long[] { 2, 2, 2 }, new long[] { 2, 2, 2 }, null, null, false],
        [new long[] { 1, 2, 4, 5, 6 }, new long[] { 2, 3, 2 }, new long[] { 2, 3, 2 }, new long[] { 0, 1, 1, 0, 0, 1 }, null, true],
        [new long[] { 1, 2, 5, 4, 6 }, new long[] { 3, 2, 3 }, new long[] { 2, 1, 3 }, new long[] { 1, 0, 1, 1, 1, 0 }, null, false],
    ];

    [TestMethod]
    [DynamicData(nameof(Windows))]
    public void Pools_and_differentiates(long[] x, long[] kernel, long[]? strides, long[]? pads, long[]? dilations, bool ceil)
    {
        OperatorHarness.Check([Feed.Distinct(x)], v => Op.MaxPool(v[0], kernel, strides, pads, dilations, ceil));
        OperatorHarness.Check([Feed.Distinct(x)],
            v => new OnnxEmit.Operators.MaxPool(v[0], kernel, strides, pads, dilations, ceil, outputs: 2).Outputs);
        OperatorHarness.Check([Feed.Distinct(x)],
            v => new OnnxEmit.Operators.MaxPool(v[0], kernel, strides, pads, dilations, ceil, storageOrder: true, outputs: 2).Outputs);
    }

    [TestMethod]
    [DataRow("SAME_UPPER", 7, 3, 3)]
    [DataRow("SAME_LOWER", 7, 3, 3)]
    [DataRow("SAME_UPPER", 6, 3, 2)]
    [DataRow("SAME_LOWER", 6, 3, 2)]
    [DataRow("SAME_LOWER", 6, 2, 2)]
    [DataRow("VALID", 7, 2, 2)]
    public void Resolves_computed_pads(string autoPad, int length, int kernel, int stride) => OperatorHarness.Check(
        [Feed.Distinct([2, 2, length, 4])], v => Op.MaxPool(v[0], [kernel, 2], [stride, 1], autoPad: autoPad));

    [TestMethod]
    public void Pools_other_element_types()
    {
        sbyte[] numbers = [.. Enumerable.Range(0, 24).Select(i => (sbyte)((i * 37 % 251) - 125))];
        OperatorHarness.Check([Feed.Plain([1, 1, 4, 6], numbers)], v => Op.MaxPool(v[0], [2, 3], [2, 3]));
        OperatorHarness.Check([Feed.Plain([1, 1, 4, 6], Array.ConvertAll(numbers, n => (byte)(n + 125)))], v => Op.MaxPool(v[0], [3, 3]));
        OperatorHarness.Check([Feed.Plain([1, 1, 4, 6], Array.ConvertAll(numbers, n => (double)n))], v => Op.MaxPool(v[0], [2, 2], [2, 2]));
    }

    [TestMethod]
    public void Tied_elements_share_the_gradient()
    {
        Value x = Value.Input(ElementType.Float, [1, 1, 5], "x");
        Value dX = Differentiate.Gradient(Op.MaxPool(x, [3], [3], [0, 1]), [x])[0]!;
        float[] numbers = Gradient(x, dX, [0, 0, 0, 2, 2]);
        CollectionAssert.AreEqual(new[] { 1 / 3f, 1 / 3f, 1 / 3f, 0.5f, 0.5f }, numbers);

        // Padding is not an element: it takes no share although it is no smaller.
        CollectionAssert.AreEqual(new[] { 0f, 1, 0, 0, 1 }, Gradient(x, dX, [-3, -1, -2, -5, -4]));

        // Windows without a number pass nothing on, least of all something that is no number.
        float none = float.NegativeInfinity;
        CollectionAssert.AreEqual(new[] { 0f, 0, 0, 1, 0 }, Gradient(x, dX, [none, none, none, 2, none]));
        CollectionAssert.AreEqual(new[] { 0f, 0, 0, 1, 0 }, Gradient(x, dX, [float.NaN, none, float.NaN, 2, 1]));

        // Where windows overlap the first takes all.
        Value dOverlapping = Differentiate.Gradient(Op.MaxPool(x, [3], [1]), [x])[0]!;
        CollectionAssert.AreEqual(new[] { 1f, 0, 0, 2, 0 }, Gradient(x, dOverlapping, [0, 0, 0, 2, 2]));
    }

    [TestMethod]
    public void Differentiates_doubles()
    {
        Value x = Value.Input(ElementType.Double, [1, 1, 5], "x");
        Value dX = Differentiate.Gradient(Op.MaxPool(x, [2], [2]), [x])[0]!;
        Dictionary<string, TensorData> feeds = new() { ["x"] = TensorData.Create<double>([1, 1, 5], 1, 2, 4, 3, 5) };
        TensorData result = OnnxRunner.Run(new Graph([x], [dX]), feeds)[0];
        CollectionAssert.AreEqual(new double[] { 0, 1, 1, 0, 0 }, result.AsSpan<double>().ToArray());
    }

    [TestMethod]
    public void Keeps_symbolic_lengths()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3, (Dim)2 * "height", "width"]);
        Assert.AreEqual("(batch, 3, height, width)", Op.MaxPool(x, [2, 3], [2, 1], [0, 1, 0, 1]).Shape.ToString());
        Assert.AreEqual("(batch, 3, height, ?)", Op.MaxPool(x, [2, 3], [2, 2], ceilMode: true).Shape.ToString());
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Value.Input(ElementType.Float, [2, 3, 5, 5]);
        Expect("MaxPool expects kernel_shape with one item per spatial axis, 2. Received: (2).", () => Op.MaxPool(x, [2]));
        Expect("MaxPool expects a kernel_shape of 1 or more. Received: (2, 0).", () => Op.MaxPool(x, [2, 0]));
        Expect("MaxPool expects a window that fits into the padded input. Received: X (2, 3, 5, 5), window (6, 2).",
            () => Op.MaxPool(x, [6, 2]));
        Expect("MaxPool expects dilations of 1 or more. Received: (1, 0).", () => Op.MaxPool(x, [2, 2], dilations: [1, 0]));
        Expect("MaxPool expects one output or two. Received: 3.", () => new OnnxEmit.Operators.MaxPool(x, [2, 2], outputs: 3).Output);
        Value open = Value.Input(ElementType.Float, [2, 3, "length"]);
        Expect("MaxPool expects spatial axes of known length, to be differentiated. Received: (length).",
            () => Differentiate.Gradient(Op.MaxPool(open, [2]), [open])[0]!);

        static void Expect(string message, Func<Value> build) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<OperatorException>(build).Message);
    }

    private static float[] Gradient(Value x, Value dX, float[] numbers)
    {
        Dictionary<string, TensorData> feeds = new() { ["x"] = TensorData.Create<float>([1, 1, 5], numbers) };
        return OnnxRunner.Run(new Graph([x], [dX]), feeds)[0].AsSpan<float>().ToArray();
    }
}
