using OnnxEmit;
using Testing;
using static Fluent.Activations;

namespace Fluent.Tests.Saving;

/// <summary>Exported graphs: what they are made of, at every opset, and that they compute what Predict does.</summary>
[TestClass]
public sealed class ExportTests
{
    [TestMethod]
    [DataRow(13)]
    [DataRow(14)]
    [DataRow(15)]
    [DataRow(16)]
    [DataRow(17)]
    [DataRow(18)]
    [DataRow(19)]
    [DataRow(20)]
    [DataRow(21)]
    [DataRow(22)]
    [DataRow(23)]
    public void A_network_at_every_opset(int opset)
    {
        Model model = Network();
        Graph graph = Export(model, opset);
        int[] counts = [.. new[] { "Transpose", "Gemm", "Conv", "MaxPool" }.Select(type => graph.Operators.Count(op => op.OpType == type))];
        CollectionAssert.AreEqual(new[] { 1, 1, 5, 1 }, counts, string.Join(", ", graph.Operators.Select(op => op.OpType)));
        foreach (Operator op in graph.Operators)
            Assert.IsTrue(op.Outputs.All(y => y.Type is not null), op.OpType);
    }

    [TestMethod]
    public void An_image_of_unknown_size()
    {
        Input x = new([null, null, 3], "x");
        Model model = new(x, x.Conv2D(4, 3, strides: 2, padding: Padding.Same, name: "c").MaxPooling2D(3, strides: 2, padding: Padding.Same)
            .GlobalAveragePooling2D().Dense(2));
        Export(model, 18);
        using TemporaryFolder folder = new();
        model.Export(folder / "model.onnx");
        Graph graph = OnnxModel.Load(folder / "model.onnx").Graph;
        using GraphSession session = new(File.ReadAllBytes(folder / "model.onnx"));
        foreach ((int height, int width) in new[] { (8, 8), (7, 9), (13, 6) })
        {
            float[,,,] image = new float[2, height, width, 3];
            Buffer.BlockCopy(Enumerable.Range(0, image.Length).Select(i => MathF.Sin(i)).ToArray(), 0, image, 0, image.Length * 4);
            TensorData expected = session.Run(new Dictionary<string, TensorData> { ["x"] = ((Data)image).Arrays[0] })[0];
            CollectionAssert.AreEqual(expected.AsSpan<float>().ToArray(), model.Predict(image).Values.ToArray());
        }

        Assert.IsFalse(graph.Operators.SelectMany(op => op.Attributes).Any(a => a.Name == "auto_pad"));
    }

    [TestMethod]
    public void A_chain_that_ends_in_an_image_has_one_transpose_more()
    {
        Input x = new([8, 8, 3], "x");
        Graph graph = Export(new(x, x.Conv2D(4, 3, activation: Relu).BatchNormalization().Conv2D(2, 3)), 18);
        Assert.AreEqual(2, graph.Operators.Count(op => op.OpType == "Transpose"));
        graph = Export(new(x, x.Dense(4).Dense(2)), 18);
        Assert.AreEqual(0, graph.Operators.Count(op => op.OpType == "Transpose"));
    }

    [TestMethod]
    public void Weights_in_half_precision()
    {
        using TemporaryFolder folder = new();
        Input x = new([64], "x");
        Model model = new(x, x.Dense(128, Relu).Dense(3));
        model.Export(folder / "single.onnx");
        model.Export(folder / "half.onnx", new() { HalfWeights = true });
        Assert.IsLessThan(0.6, new FileInfo(folder / "half.onnx").Length / (double)new FileInfo(folder / "single.onnx").Length);
        float[,] numbers = new float[2, 64];
        Buffer.BlockCopy(Enumerable.Range(0, 128).Select(i => MathF.Sin(i)).ToArray(), 0, numbers, 0, 512);
        using GraphSession session = new(File.ReadAllBytes(folder / "half.onnx"));
        Prediction expected = model.Predict(numbers);
        TensorData actual = session.Run(new Dictionary<string, TensorData> { ["x"] = ((Data)numbers).Arrays[0] })[0];
        Assert.IsNull(Close.Difference("y", actual, TensorData.Create<float>(expected.Dims, expected.Values), 2e-3, 2e-3));
        Assert.IsTrue(OnnxModel.Load(folder / "half.onnx").Graph.Constants.Any(c => c.ElementType == ElementType.Float16));
    }

    [TestMethod]
    public void The_version_of_the_format_and_what_the_file_says_of_its_making()
    {
        using TemporaryFolder folder = new();
        Input x = new([4], "x");
        Model model = new(x, x.Dense(2));
        model.Export(folder / "model.onnx", new() { Opset = 15, IrVersion = 9, KeepNotes = false });
        OnnxModel file = OnnxModel.Load(folder / "model.onnx");
        Assert.AreEqual((15, 9L, "", ""), (file.Opset, file.IrVersion, file.ProducerName, file.ProducerVersion));
        model.Export(folder / "model.onnx", new() { Opset = 15 });
        file = OnnxModel.Load(folder / "model.onnx");
        Assert.AreEqual((8L, "Fluent"), (file.IrVersion, file.ProducerName));
    }

    [TestMethod]
    public void Weights_beside_the_file()
    {
        using TemporaryFolder folder = new();
        Input x = new([64], "x");
        Model model = new(x, x.Dense(128));
        model.Export(folder / "model.onnx", new() { LargestInside = 10_000 });
        Assert.IsGreaterThan(30_000L, new FileInfo(folder / "model.onnx.data").Length);
        Assert.IsLessThan(10_000L, new FileInfo(folder / "model.onnx").Length);
        Assert.AreEqual(2, OnnxModel.Load(folder / "model.onnx").Graph.Constants.Count());
    }

    [TestMethod]
    [DataRow(12, null, "ExportOptions expects an opset of 13 to 23. Received: 12.")]
    [DataRow(24, null, "ExportOptions expects an opset of 13 to 23. Received: 24.")]
    [DataRow(18, 6, "ExportOptions expects an IR version of 7 to 13. Received: 6.")]
    [DataRow(18, 14, "ExportOptions expects an IR version of 7 to 13. Received: 14.")]
    public void Versions_out_of_range(int opset, int? ir, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<FluentException>(() => new ExportOptions { Opset = opset, IrVersion = ir }).Message);

    private static Model Network()
    {
        Input image = new([16, 16, 3], "image"), extra = new([5], "extra");
        Tensor x = image.Rescaling(1f / 255).Conv2D(8, 3, padding: Padding.Same, activation: Relu).BatchNormalization();
        x = Layers.Concatenate(x.Conv2D(4, 1, activation: Gelu), x.MaxPooling2D(3, strides: 1, padding: Padding.Same).Conv2D(4, 1));
        x = (x + x.Conv2D(8, 3, padding: Padding.Same)).ReLU().Conv2D(8, 3, strides: 2, padding: Padding.Same);
        return new([image, extra], Layers.Concatenate(x.GlobalAveragePooling2D(), extra).Dense(3, Softmax, name: "scores"), "network");
    }

    // The file at this opset, read again.
    private static Graph Export(Model model, int opset)
    {
        using TemporaryFolder folder = new();
        string path = folder / "model.onnx";
        model.Export(path, new() { Opset = opset, Metadata = new Dictionary<string, string> { ["who"] = "me" } });
        OnnxModel file = OnnxModel.Load(path);
        Assert.AreEqual(opset, file.Opset);
        Assert.AreEqual("me", file.Metadata["who"]);
        Assert.IsTrue(file.Graph.Operators.All(op => op.Domain is "" or "ai.onnx"));
        Assert.IsFalse(file.Graph.Operators.SelectMany(op => op.Attributes).Any(a => a.Name == "auto_pad"));
        CollectionAssert.IsSubsetOf(model.Weights.Select(w => w.Path).ToArray(), file.Graph.Constants.Select(c => c.Name).ToArray());
        using GraphSession session = new(File.ReadAllBytes(path));
        Dictionary<string, TensorData> feeds = model.Inputs.ToDictionary(i => i.Operation.Name, i =>
        {
            long[] dims = [2, .. i.Shape.Skip(1).Select(d => d.Size ?? 9)];
            return TensorData.Create<float>(dims,
                [.. Enumerable.Range(1, (int)dims.Aggregate(1L, (p, d) => p * d)).Select(k => MathF.Sin(k))]);
        });
        TensorData actual = session.Run(feeds)[0];
        Prediction expected = model.Predict(feeds.ToDictionary(f => f.Key, f => (Data)f.Value));
        Assert.IsNull(Close.Difference("export", actual, TensorData.Create<float>(expected.Dims, expected.Values), 1e-6, 1e-5));
        return file.Graph;
    }
}
