using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class FluentModelTests
{
    [TestMethod]
    public void Replaces_stock_transformers_in_nested_chains_and_keeps_scopes()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(70, 8);
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(file, TestModels.Mlp());
        ITransformer stock = context.Transforms.ApplyOnnxModel(["y"], ["x"], file, gpuDeviceId: null, fallbackToCpu: false).Fit(data);
        ITransformer copy = context.Transforms.CopyColumns("z", "x").Fit(data);
        TransformerChain<ITransformer> inner = new(copy, stock);
        TransformerChain<ITransformer> chain = new(
            [copy, inner], [TransformerScope.Training, TransformerScope.Scoring | TransformerScope.Testing]);
        var ours = (TransformerChain<ITransformer>)FluentModel.Upgrade(chain);
        File.Delete(file);
        Assert.AreSame(copy, ours.First());
        var replaced = (FluentTransformer)((TransformerChain<ITransformer>)ours.Last()).Last();
        Assert.AreEqual(1, ours.GetModelFor(TransformerScope.Training).Count());
        Assert.AreEqual(1, ours.GetModelFor(TransformerScope.Scoring).Count());
        Same(chain.Transform(data), ours.Transform(data));
        Assert.AreEqual(3, replaced.Model.Runs);
        replaced.Dispose();
    }

    [TestMethod]
    public void Replaces_the_typed_last_transformer_of_a_fitted_pipeline()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(10, 8);
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(file, TestModels.Mlp());
        TransformerChain<OnnxTransformer> chain = context.Transforms.CopyColumns("z", "x")
            .Append(context.Transforms.ApplyOnnxModel(["y"], ["x"], file, gpuDeviceId: null, fallbackToCpu: false)).Fit(data);
        var ours = (TransformerChain<ITransformer>)FluentModel.Upgrade(chain);
        File.Delete(file);
        Assert.IsInstanceOfType<FluentTransformer>(ours.LastTransformer);
        Same(chain.Transform(data), ours.Transform(data));
        ours.Dispose();
        chain.Dispose();
    }

    [TestMethod]
    public void Keeps_sizes_given_to_stock()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(6, 8);
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(file, TestModels.Identity(ElementType.Float, "N", 4));
        OnnxTransformer stock = context.Transforms.ApplyOnnxModel(
            ["y"], ["x"], file, new Dictionary<string, int[]> { ["x"] = [2, 4], ["y"] = [2, 4] }, gpuDeviceId: null, fallbackToCpu: false)
            .Fit(data);
        using var ours = (FluentTransformer)FluentModel.Upgrade(stock);
        File.Delete(file);
        Same(stock.Transform(data), ours.Transform(data));
        using MemoryStream stream = new();
        context.Model.Save(ours, data.Schema, stream);
        stream.Position = 0;
        Same(stock.Transform(data), context.Model.Load(stream, out _).Transform(data));
    }

    [TestMethod]
    public void Keeps_the_columns_that_stock_names_otherwise_than_their_tensors()
    {
        Value x = Value.Input(ElementType.Float, ["N", 2], "x"), y = Op.Relu(x);
        y.Name = "y.output";
        MLContext context = Table.Context;
        IDataView data = Table.Floats(5, 2);
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(file, TestModels.Bytes([x], y));
        OnnxTransformer stock = context.Transforms.ApplyOnnxModel(
            ["y.output"], ["x"], file, gpuDeviceId: null, fallbackToCpu: false).Fit(data);
        using var ours = (FluentTransformer)FluentModel.Upgrade(stock);
        File.Delete(file);
        Same(stock.Transform(data), ours.Transform(data));
    }

    [TestMethod]
    public void Replaces_what_was_loaded_with_its_loader()
    {
        MLContext context = Table.Context;
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder / "model.onnx", TestModels.Mlp());
        File.WriteAllLines(folder / "rows.csv", Enumerable.Range(0, 40).Select(r => string.Join(
            ',', Enumerable.Range(0, 8).Select(i => Table.Number(r, i).ToString("R", CultureInfo.InvariantCulture)))));
        var loader = context.Data.CreateTextLoader([new("x", DataKind.Single, 0, 7)], separatorChar: ',');
        IDataView data = loader.Load(folder / "rows.csv");
        OnnxTransformer stock = context.Transforms.ApplyOnnxModel(
            ["y"], ["x"], folder / "model.onnx", gpuDeviceId: null, fallbackToCpu: false).Fit(data);
        context.Model.Save(stock, loader, folder / "pipeline.zip");
        ITransformer loaded = context.Model.LoadWithDataLoader(folder / "pipeline.zip", out var again);
        ITransformer ours = FluentModel.Upgrade(loaded);
        Same(stock.Transform(data), ours.Transform(again.Load(folder / "rows.csv")));
        Assert.AreEqual(2, Models(ours).Single().Model.Runs);
    }

    [TestMethod]
    public void Names_a_stock_model_whose_file_is_gone()
    {
        MLContext context = Table.Context;
        FluentTransformException error = Assert.ThrowsExactly<FluentTransformException>(
            () => FluentModel.Upgrade(Table.Stock(context, TestModels.Mlp(), Table.Floats(1, 8))));
        StringAssert.StartsWith(error.Message, "Upgrade expects an OnnxTransformer that can be saved. Received: Could not find file ");
    }

    [TestMethod]
    public void Names_what_is_no_saved_pipeline()
    {
        MLContext context = Table.Context;
        using TemporaryFolder folder = new();
        string missing = folder / "missing.zip";
        Assert.AreEqual(
            $"LoadFluent expects a file that can be read. Received: '{missing}': Could not find file '{missing}'.",
            Assert.ThrowsExactly<FluentTransformException>(() => context.Model.LoadFluent(missing, out _)).Message);
        File.WriteAllText(folder / "text.zip", "no zip");
        Assert.AreEqual(
            "LoadFluent expects what mlContext.Model.Save wrote. Received: Failed to open a zip archive.",
            Assert.ThrowsExactly<FluentTransformException>(() => context.Model.LoadFluent(folder / "text.zip", out _)).Message);
    }

    [TestMethod]
    public void Leaves_no_file_where_loading_fails()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(1, 8);
        byte[] model = TestModels.Mlp(hidden: 20_011);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(model).Fit(data);
        using MemoryStream stream = new();
        context.Model.Save(ours, data.Schema, stream);
        stream.Position = 0;
        Assert.ThrowsExactly<Fluent.DeviceException>(
            () => context.Model.LoadFluent(stream, out _, new() { Device = Fluent.Device.Cuda() }));
        // ML.NET unpacks the model, with our note, into a file of any name.
        IEnumerable<FileInfo> files = Directory.GetFiles(Path.GetTempPath()).Select(file => new FileInfo(file));
        Assert.IsFalse(files.Any(file => file.Exists && file.Length > model.Length && file.Length < model.Length + 1000));
    }

    [TestMethod]
    public void Leaves_what_is_no_model()
    {
        MLContext context = Table.Context;
        ITransformer copy = context.Transforms.CopyColumns("z", "x").Fit(Table.Floats(1, 2));
        Assert.AreSame(copy, FluentModel.Upgrade(copy));
    }

    private static IEnumerable<FluentTransformer> Models(ITransformer transformer) => transformer switch
    {
        FluentTransformer ours => [ours],
        IEnumerable<ITransformer> chain => chain.SelectMany(Models),
        _ => [],
    };

    private static void Same(IDataView expected, IDataView actual)
    {
        Assert.AreEqual(string.Join(", ", expected.Schema), string.Join(", ", actual.Schema));
        foreach ((float[] a, float[] b) in Table.Vectors(expected, "y").Zip(Table.Vectors(actual, "y"), (a, b) => (a, b)))
        {
            Assert.IsTrue(a.Length == b.Length && a.Zip(b).All(pair => MathF.Abs(pair.First - pair.Second) <= 1e-5f));
        }
    }
}
