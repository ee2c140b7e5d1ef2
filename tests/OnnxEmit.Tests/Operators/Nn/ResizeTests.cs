using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class ResizeTests
{
    private static readonly string[] CoordinateModes =
        ["half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric"];

    [TestMethod]
    [DataRow(new long[] { 2, 3, 5 }, new[] { 1, 1, 2f })]
    [DataRow(new long[] { 2, 3, 4, 5 }, new[] { 1, 1, 2f, 3f })]
    [DataRow(new long[] { 2, 3, 4, 5 }, new[] { 1, 1, 1f, 2f })]
    [DataRow(new long[] { 2, 3, 4, 5 }, new[] { 1, 1, 1.5f, 0.6f })]
    [DataRow(new long[] { 2, 3, 4, 6 }, new[] { 1, 1, 0.5f, 0.5f })]
    [DataRow(new long[] { 1, 2, 3, 2, 4 }, new[] { 1, 1, 2f, 3f, 2f })]
    [DataRow(new long[] { 2, 3, 2 }, new[] { 2, 1.4f, 2f })]
    [DataRow(new long[] { 4, 3 }, new[] { 1.3f, 2.7f })]
    public void Nearest_takes_an_element(long[] x, float[] scales)
    {
        foreach (string coordinates in CoordinateModes)
        {
            foreach (string nearest in new[] { "round_prefer_floor", "round_prefer_ceil", "floor", "ceil" })
                Check(x, Scales(scales), v => Op.Resize(v[0], null, v[1], coordinateTransformationMode: coordinates, nearestMode: nearest));
        }
    }

    [TestMethod]
    [DataRow(new long[] { 2, 3, 4, 5 }, new[] { 1, 1, 2f, 3f })]
    [DataRow(new long[] { 2, 3, 4, 5 }, new[] { 1, 1, 1.3f, 0.7f })]
    [DataRow(new long[] { 2, 3, 4, 6 }, new[] { 1, 1, 0.5f, 1f })]
    [DataRow(new long[] { 2, 4, 5, 3 }, new[] { 1, 2.5f, 0.7f, 1 })]
    [DataRow(new long[] { 4, 5 }, new[] { 2f, 0.7f })]
    [DataRow(new long[] { 2, 3, 5 }, new[] { 1, 1, 2f })]
    [DataRow(new long[] { 1, 2, 3, 4, 5 }, new[] { 1, 1, 2f, 0.6f, 1.5f })]
    public void Linear_and_cubic_weigh_neighbours(long[] x, float[] scales)
    {
        foreach (string coordinates in CoordinateModes)
        {
            Check(x, Scales(scales), v => Op.Resize(v[0], null, v[1], coordinateTransformationMode: coordinates, mode: "linear"));
            if (x.Length is not (3 or 5) && (x.Length == 2 || scales[1] == 1))
            {
                Check(x, Scales(scales), v => Op.Resize(v[0], null, v[1], coordinateTransformationMode: coordinates, mode: "cubic"));
                Check(x, Scales(scales), v => Op.Resize(
                    v[0], null, v[1], coordinateTransformationMode: coordinates, mode: "cubic", cubicCoeffA: -0.5f, excludeOutside: true));
            }
        }
    }

    [TestMethod]
    [DataRow(new long[] { 2, 3, 8, 9 }, new[] { 1, 1, 0.5f, 0.4f })]
    [DataRow(new long[] { 2, 3, 8, 5 }, new[] { 1, 1, 0.3f, 2f })]
    public void Antialias_averages_over_what_is_left_out(long[] x, float[] scales)
    {
        foreach (string mode in new[] { "linear", "cubic" })
        {
            foreach (bool exclude in new[] { false, true })
            {
                foreach (string coordinates in CoordinateModes)
                {
                    Check(x, Scales(scales), v => Op.Resize(
                        v[0], null, v[1], antialias: true, coordinateTransformationMode: coordinates, cubicCoeffA: exclude ? -0.5f : -0.75f,
                        excludeOutside: exclude, mode: mode));
                }
            }
        }
    }

    [TestMethod]
    [DataRow("stretch", new long[] { 2, 3, 7, 3 }, null)]
    [DataRow("stretch", new long[] { 3, 7 }, new long[] { 3, 2 })]
    [DataRow("not_larger", new long[] { 7, 7 }, new long[] { 2, 3 })]
    [DataRow("not_smaller", new long[] { 7, 7 }, new long[] { 2, 3 })]
    public void Takes_sizes(string policy, long[] sizes, long[]? axes)
    {
        foreach (string mode in new[] { "nearest", "linear", "cubic" })
        {
            Check([2, 3, 4, 6], Feed.Axes(sizes), v => Op.Resize(
                v[0], null, null, v[1], axes: axes, keepAspectRatioPolicy: policy, mode: mode));
        }
    }

    [TestMethod]
    public void Crops_and_extrapolates()
    {
        Feed roi = Feed.Of([8], 0, 0, 0.1f, -0.3f, 1, 1, 0.8f, 1.2f).AsConstant();
        foreach (string mode in new[] { "nearest", "linear", "cubic" })
        {
            OperatorHarness.Check([Feed.Random([2, 3, 4, 5]), roi, Scales([1, 1, 1.5f, 2])], v => Op.Resize(
                v[0], v[1], v[2], coordinateTransformationMode: "tf_crop_and_resize", extrapolationValue: 7, mode: mode));
        }
    }

    [TestMethod]
    public void Crops_no_axis_of_the_same_length()
    {
        Feed roi = Feed.Of([8], 0, 0, 0.1f, 0.2f, 1, 1, 0.8f, 0.7f).AsConstant();
        foreach (string mode in new[] { "nearest", "linear", "cubic" })
        {
            OperatorHarness.Check([Feed.Random([2, 3, 4, 5]), roi, Feed.Axes(2, 3, 4, 7)], v => Op.Resize(
                v[0], v[1], null, v[2], coordinateTransformationMode: "tf_crop_and_resize", mode: mode));
        }
    }

    [TestMethod]
    public void Reads_what_older_versions_wrote()
    {
        Feed none = Feed.Of([0]).AsConstant();
        OperatorHarness.Check([Feed.Random([2, 3, 4, 5]), none, none, Feed.Axes(2, 3, 8, 5)],
            v => Op.Resize(v[0], v[1], v[2], v[3]), opset: 18);
        Assert.AreEqual(11, Op.Resize(Image, Value.Constant(none.Data), Value.Constant(Scales([1, 1, 2, 2]).Data)).Producer!.SinceVersion);
        Assert.AreEqual(13, Op.Resize(Image, null, Value.Constant(Scales([1, 1, 2, 2]).Data)).Producer!.SinceVersion);
        Assert.AreEqual(18, Op.Resize(Image, null, null, Value.Constant(8, 8), axes: [2, 3]).Producer!.SinceVersion);
    }

    [TestMethod]
    public void Keeps_symbolic_lengths()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3, "height", 10]);
        Assert.AreEqual("(batch, 3, 2·height, 15)", Op.Resize(x, null, Value.Constant(Scales([1, 1, 2, 1.5f]).Data)).Shape.ToString());
        Assert.AreEqual("(batch, 3, ?, 10)", Op.Resize(x, null, Value.Constant(Scales([1, 1, 1.5f, 1]).Data)).Shape.ToString());
        Assert.AreEqual("(batch, 3, 7, 7)", Op.Resize(x, null, null, Value.Constant(7, 7), axes: [2, 3]).Shape.ToString());
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value scales = Value.Constant(Scales([1, 1, 2, 2]).Data), sizes = Value.Constant(1, 1, 2, 2);
        Expect("Resize expects either scales or sizes. Received: neither.", () => Op.Resize(Image));
        Expect("Resize expects either scales or sizes. Received: both.", () => Op.Resize(Image, null, scales, sizes));
        Expect("Resize expects scales with one item per resized axis, 2. Received: (4).",
            () => Op.Resize(Image, null, scales, axes: [2, 3]));
        Expect("Resize expects scales above 0. Received: 0.", () => Op.Resize(Image, null, Value.Constant(Scales([1, 1, 0, 2]).Data)));
        Expect("Resize expects mode to be nearest, linear or cubic. Received: area.", () => Op.Resize(Image, null, scales, mode: "area"));
        Expect("Resize expects nearest_mode to be round_prefer_floor, round_prefer_ceil, floor or ceil. Received: up.",
            () => Op.Resize(Image, null, scales, nearestMode: "up"));
        Expect("Resize expects a coordinate_transformation_mode of ONNX, such as half_pixel or align_corners. Received: corner.",
            () => Op.Resize(Image, null, scales, coordinateTransformationMode: "corner"));
        Expect("Resize expects keep_aspect_ratio_policy to be stretch, not_larger or not_smaller. Received: crop.",
            () => Op.Resize(Image, null, null, sizes, keepAspectRatioPolicy: "crop"));

        static void Expect(string message, Func<Value> build) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<OperatorException>(build).Message);
    }

    private static Value Image => Value.Input(ElementType.Float, [1, 1, 4, 4]);

    private static Feed Scales(float[] scales) => Feed.Of([scales.Length], scales).AsConstant();

    private static void Check(long[] x, Feed second, Func<Value[], Value> build)
    {
        try
        {
            OperatorHarness.Check([Feed.Random(x), second], build);
        }
        catch (Exception e)
        {
            Value y = build([Value.Input(ElementType.Float, Shape.Of(x)), Value.Constant(second.Data)]);
            string attributes = string.Join(", ", y.Producer!.Attributes.Select(a => $"{a.Name}={a.Value}"));
            throw new AssertFailedException($"[{attributes}]: {e.Message}", e);
        }
    }

    [TestMethod]
    public void Older_versions_take_what_they_cannot_say_as_matrices()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 2, 7, 5], "x");
        Value y = Op.Resize(x, null, null, Value.Constant(4, 3), antialias: true, axes: [2, 3], mode: "linear");
        Graph graph = new([x], [y]), older = PassPipeline.ForOpset(graph, 13);
        Assert.AreEqual("Transpose, MatMul, MatMul", string.Join(", ", older.Operators.Select(op => op.OpType)));
        Dictionary<string, TensorData> feeds = new() { ["x"] = Feed.Random([3, 2, 7, 5]).Data };
        Assert.IsNull(Close.Difference("y", OnnxRunner.Run(older, feeds, 13)[0], OnnxRunner.Run(graph, feeds)[0], 1e-6, 1e-5));
    }
}
