using Testing;

namespace OnnxEmit.Tests.Upgrading;

/// <summary>Nodes of earlier versions compute the same after the upgrade, bit by bit, and are of a class then.</summary>
[TestClass]
public class OldFormTests
{
    private static readonly TensorData Image = Feed.Random([2, 3, 4, 6], -2, 2).Data;
    private static readonly TensorData Matrix = Feed.Random([3, 4], -2, 2).Data;
    private static readonly TensorData PerChannel = Feed.Random([3], 0.5f, 2).Data;

    public static IEnumerable<object[]> Cases()
    {
        (string, object)[] none = [];
        foreach (string reduction in new[] { "L1", "L2", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare" })
        {
            yield return [$"Reduce{reduction}", 11, new[] { Image }, new (string, object)[]
                { ("axes", new long[] { -1, 1 }), ("keepdims", 0L) }];
            yield return [$"Reduce{reduction}", reduction == "Sum" ? 12 : 17, new[] { Image }, new (string, object)[]
                { ("axes", new long[] { 2 }) }];
            yield return [$"Reduce{reduction}", 7, new[] { Image }, none];
        }

        foreach (string softmax in new[] { "Softmax", "LogSoftmax" })
        {
            yield return [softmax, 7, new[] { Image }, none];
            yield return [softmax, 11, new[] { Image }, new (string, object)[] { ("axis", -2L) }];
            yield return [softmax, 11, new[] { Image }, new (string, object)[] { ("axis", 0L) }];
            yield return [softmax, 12, new[] { Matrix }, new (string, object)[] { ("axis", 1L) }];
        }

        TensorData thin = Feed.Random([1, 3, 1, 2], -1, 1).Data;
        yield return ["Squeeze", 11, new[] { thin }, new (string, object)[] { ("axes", new long[] { -2 }) }];
        yield return ["Squeeze", 7, new[] { thin }, none];
        yield return ["Unsqueeze", 7, new[] { Matrix }, new (string, object)[] { ("axes", new long[] { 0, 3 }) }];
        yield return ["Slice", 9, new[] { Image }, new (string, object)[]
            { ("starts", new long[] { 1, -3 }), ("ends", new long[] { 9, -1 }), ("axes", new long[] { 1, 3 }) }];
        yield return ["Slice", 7, new[] { Matrix }, new (string, object)[] { ("starts", new long[] { 1 }), ("ends", new long[] { 3 }) }];
        yield return ["Pad", 10, new[] { Matrix }, new (string, object)[] { ("pads", new long[] { 1, 0, 2, 1 }), ("value", 1.5f) }];
        yield return ["Pad", 7, new[] { Matrix }, new (string, object)[] { ("pads", new long[] { 1, 2, 0, 1 }), ("mode", "reflect") }];
        yield return ["Clip", 7, new[] { Matrix }, new (string, object)[] { ("min", -0.5f), ("max", 1f) }];
        yield return ["Clip", 10, new[] { Matrix }, new (string, object)[] { ("max", 0.25f) }];
        yield return ["Dropout", 7, new[] { Matrix }, new (string, object)[] { ("ratio", 0.3f) }];
        yield return ["Dropout", 10, new[] { Matrix }, none];
        TensorData[] normalized = [Image, PerChannel, PerChannel, PerChannel, PerChannel];
        yield return ["BatchNormalization", 7, normalized, new (string, object)[] { ("spatial", 1L), ("epsilon", 1e-3f) }];
        yield return ["BatchNormalization", 9, normalized, new (string, object)[] { ("momentum", 0.5f) }];
        foreach (float[] scales in new float[][] { [1, 1, 2, 3], [1, 1, 0.5f, 0.5f], [1, 1, 1.7f, 0.6f], [1, 1, 1, 1] })
        {
            TensorData factors = TensorData.Create<float>([4], scales);
            yield return ["Resize", 10, new[] { Image, factors }, none];
            yield return ["Resize", 10, new[] { Image, factors }, new (string, object)[] { ("mode", "linear") }];
            if (scales.All(scale => scale >= 1))
            {
                yield return ["Upsample", 9, new[] { Image, factors }, none];
                yield return ["Upsample", 7, new[] { Image }, new (string, object)[] { ("scales", scales), ("mode", "linear") }];
            }
        }

        TensorData places = TensorData.Create<long>([2, 2], 1, 0, 2, 1), updates = TensorData.Create<float>([2, 2], 5, 6, 7, 8);
        yield return ["Scatter", 9, new[] { Matrix, places, updates }, new (string, object)[] { ("axis", 1L) }];
        yield return ["Scatter", 10, new[] { Matrix, places, updates }, none];
        TensorData grid = Feed.Random([2, 3, 2, 2], -1.2f, 1.2f).Data;
        yield return ["GridSample", 16, new[] { Image, grid }, none];
        yield return ["GridSample", 16, new[] { Image, grid }, new (string, object)[]
            { ("mode", "bicubic"), ("padding_mode", "border"), ("align_corners", 1L) }];
        yield return ["GridSample", 19, new[] { Image, grid }, new (string, object)[] { ("mode", "nearest") }];
        TensorData[] regions = [Image, TensorData.Create<float>([2, 4], 0, 0, 3, 2, 1, 1, 5, 3), TensorData.Create<long>([2], 0, 1)];
        yield return ["RoiAlign", 10, regions, new (string, object)[]
            { ("output_height", 2L), ("output_width", 3L), ("sampling_ratio", 2L) }];
        yield return ["RoiAlign", 15, regions, new (string, object)[] { ("mode", "max"), ("spatial_scale", 0.5f) }];
        yield return ["DFT", 17, new[] { Feed.Random([2, 5, 4, 2]).Data }, none];
        yield return ["DFT", 19, new[] { Feed.Random([2, 5, 4, 1]).Data }, new (string, object)[] { ("axis", 2L), ("onesided", 1L) }];
        foreach (string variadic in new[] { "Max", "Min", "Mean", "Sum" })
            yield return [variadic, 7, new[] { Matrix, Feed.Random([3, 4], -1, 3).Data, Matrix }, none];
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Computes_the_same(string opType, int opset, TensorData[] inputs, (string Name, object Value)[] attributes) =>
        Check(opType, opset, inputs, attributes, outputs: 1);

    [TestMethod]
    [DataRow("Upsample", 9, 2f, 3f)]
    [DataRow("Resize", 10, 2f, 3f)]
    [DataRow("Resize", 10, 0.5f, 0.4f)]
    [DataRow("Resize", 10, 1.7f, 0.6f)]
    [DataRow("Resize", 10, 0.7f, 1f)]
    public void Scales_of_the_run_compute_the_same(string opType, int opset, float rows, float columns)
    {
        Value x = Value.Input(Image.Type, "x"), scales = Value.Input(ElementType.Float, [4], "scales");
        Value y = new GenericOperator(opType, "", opset, [x, scales], [null], []).Output;
        y.Name = "y";
        OnnxModel model = new(new Graph([x, scales], [y])) { Opset = opset };
        Dictionary<string, TensorData> feeds = new() { ["x"] = Image, ["scales"] = TensorData.Create<float>([4], 1, 1, rows, columns) };
        using GraphSession before = new(model.ToBytes()), after = new(model.Upgrade().ToBytes());
        Assert.AreEqual(before.Run(feeds)[0], after.Run(feeds)[0]);
    }

    [TestMethod]
    public void Split_computes_the_same()
    {
        Check("Split", 7, [Matrix], [("axis", 1L)], outputs: 2);
        Check("Split", 11, [Matrix], [("axis", -1L), ("split", new long[] { 3, 1 })], outputs: 2);
        Check("Split", 13, [Matrix], [("axis", 1L)], outputs: 4);
    }

    [TestMethod]
    public void GroupNormalization_repeats_what_it_has_for_each_group()
    {
        TensorData x = Feed.Random([2, 6, 4]).Data;
        TensorData scale = TensorData.Create<float>([2], 2, 3), bias = TensorData.Create<float>([2], -1, 5);
        TensorData actual = Run(Model("GroupNormalization", 18, [x, scale, bias], [("num_groups", 2L), ("epsilon", 0.1f)], 1).Upgrade())[0];
        Value input = Value.Input(x.Type, "x0");
        Value today = Op.GroupNormalization(
            input, Value.Constant(TensorData.Create<float>([6], 2, 2, 2, 3, 3, 3)),
            Value.Constant(TensorData.Create<float>([6], -1, -1, -1, 5, 5, 5)), 2, 0.1f);
        Assert.IsNull(Close.Difference("y", actual, Run(new OnnxModel(new Graph([input], [today])) { Opset = 21 })[0], 1e-6, 1e-6));
    }

    [TestMethod]
    public void GroupNormalization_need_not_know_its_channels()
    {
        TensorData x = Feed.Random([2, 6, 4]).Data;
        Value scale = Value.Constant(TensorData.Create<float>([2], 2, 3)), bias = Value.Constant(TensorData.Create<float>([2], -1, 5));
        OnnxModel Of(params Dim[] dims)
        {
            Value input = Value.Input(ElementType.Float, [.. dims], "x0");
            OnnxEmit.Attribute groups = new("num_groups", 2L);
            GenericOperator op = new("GroupNormalization", "", 18, [input, scale, bias], [null], [groups]);
            return new(new Graph([input], op.Outputs)) { Opset = 18 };
        }

        fed = [x];
        OnnxModel open = Of("batch", "channels", 4).Upgrade();
        Assert.IsFalse(open.Graph.Operators.Any(op => op is GenericOperator), "a generic operator is left");
        Assert.AreEqual(Run(Of(2, 6, 4).Upgrade())[0], Run(open)[0]);
    }

    [TestMethod]
    public void TopK_computes_the_same()
    {
        Check("TopK", 7, [Matrix], [("k", 2L), ("axis", 0L)], outputs: 2);
        Check("TopK", 10, [Matrix, TensorData.Create<long>([1], 3)], [], outputs: 2);
    }

    [TestMethod]
    public void Ranges_of_vectors_count_as_ranges_of_scalars()
    {
        Value limit = Value.Input(ElementType.Int64, ["n"], "limit");
        Value one = Op.Slice(limit, Value.Constant(0L), Value.Constant(1L));
        Value range = new GenericOperator("Range", "", 11,
            [Value.Constant(TensorData.Create<long>([1], 0)), one, Value.Constant(TensorData.Create<long>([1], 2))], [null], []).Output;
        OnnxModel model = new OnnxModel(new Graph([limit], [range])) { Opset = 13 }.Upgrade();
        CollectionAssert.AreEqual(new long[] { 0, 2, 4 }, OnnxRunner.Run(model.Graph, new Dictionary<string, TensorData>
        {
            ["limit"] = TensorData.Create<long>([2], 5, 9),
        })[0].ToInt64());
    }

    // Only training in the old sense has the further outputs, which ONNX Runtime does not run: today's form of it does.
    [TestMethod]
    public void BatchNormalization_with_five_outputs_trains()
    {
        OnnxModel model = Model("BatchNormalization", 9, [Image, PerChannel, PerChannel, PerChannel, PerChannel], [("momentum", 0.75f)], 5);
        Value[] x = [.. model.Graph.Inputs];
        TensorData[] actual = Run(model.Upgrade());
        var kept = new OnnxEmit.Operators.BatchNormalization(x[0], x[1], x[2], x[3], x[4], momentum: 0.75f, trainingMode: true).Outputs;
        var own = new OnnxEmit.Operators.BatchNormalization(x[0], x[1], x[2], x[3], x[4], momentum: 0, trainingMode: true).Outputs;
        TensorData[] expected = Run(new OnnxModel(new Graph(x, [.. kept, .. own[1..]])) { Opset = 18 });
        for (int i = 0; i < 5; i++)
            Assert.AreEqual(expected[i], actual[i]);
    }

    // ONNX Runtime has no kernel for it: each place of a channel has numbers of its own.
    [TestMethod]
    public void BatchNormalization_by_place_normalizes_each_place()
    {
        TensorData x = Feed.Random([2, 3, 2], -1, 1).Data, each = Feed.Random([3, 2], 0.5f, 2).Data;
        TensorData y = Run(Model("BatchNormalization", 7, [x, each, each, each, each], [("spatial", 0L), ("epsilon", 0f)], 1).Upgrade())[0];
        for (int i = 0; i < 12; i++)
        {
            double number = each.AsSpan<float>()[i % 6];
            Assert.AreEqual(((x.AsSpan<float>()[i] - number) / Math.Sqrt(number) * number) + number, y.AsSpan<float>()[i], 1e-5);
        }
    }

    [TestMethod]
    public void What_the_class_cannot_say_stays_as_it_stands()
    {
        OnnxModel model = Model("Softmax", 11, [Matrix], [("axis", 1L), ("of_our_own", 1L)], 1).Upgrade();
        Assert.IsInstanceOfType<GenericOperator>(model.Graph.Operators.Single());
    }

    private static void Check(string opType, int opset, TensorData[] inputs, (string Name, object Value)[] attributes, int outputs)
    {
        OnnxModel model = Model(opType, opset, inputs, attributes, outputs);
        OnnxModel upgraded = model.Upgrade();
        Assert.IsFalse(upgraded.Graph.Operators.Any(op => op is GenericOperator), "a generic operator is left");
        TensorData[] expected = Run(model), actual = Run(upgraded);
        for (int i = 0; i < outputs; i++)
            Assert.AreEqual(expected[i], actual[i], $"output {i}");
    }

    // Weights and the like stand in the file, as they did when these versions were new.
    private static OnnxModel Model(
        string opType, int opset, TensorData[] inputs, (string Name, object Value)[] attributes, int outputs)
    {
        Value[] values = [.. inputs.Select((data, i) => i == 0 || opType == "BatchNormalization"
            ? Value.Input(data.Type, $"x{i}") : Value.Constant(data, $"x{i}"))];
        fed = inputs;
        GenericOperator op = new(opType, "", opset, values, [.. new OnnxType?[outputs]],
            [.. attributes.Select(a => new OnnxEmit.Attribute(a.Name, a.Value))]);
        for (int i = 0; i < outputs; i++)
            op.Outputs[i].Name = $"y{i}";
        return new(new Graph(values.Where(v => v.Data is null), op.Outputs)) { Opset = opset };
    }

    [ThreadStatic]
    private static TensorData[]? fed;

    private static TensorData[] Run(OnnxModel model)
    {
        using GraphSession session = new(model.ToBytes());
        return session.Run(fed!.Select((data, i) => (data, i)).ToDictionary(p => $"x{p.i}", p => p.data));
    }
}
