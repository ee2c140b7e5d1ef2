using System.Buffers;
using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class SavedOptionsTests
{
    [TestMethod]
    public void How_it_was_run_comes_back()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(100, 8);
        FluentOptions options = new() { BatchSize = 10, BlocksInFlight = 2, IntraOpThreads = 1, CheckRows = false };
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(TestModels.Mlp(), options: options).Fit(data);
        using var again = (FluentTransformer)Loaded(context, ours, data);
        Assert.AreEqual(options, again.Options);
        Assert.AreEqual(100, Table.Vectors(again.Transform(data), "y").Length);
        Assert.AreEqual(10, again.Model.Runs);
        using var other = (FluentTransformer)Loaded(context, again, data, new FluentOptions { BatchSize = 50 });
        Assert.AreEqual(100, Table.Vectors(other.Transform(data), "y").Length);
        Assert.AreEqual(2, other.Model.Runs);
        // The note stands once, however often the model is saved.
        Assert.AreEqual(again.Model.Bytes.Length, ((FluentTransformer)Loaded(context, again, data)).Model.Bytes.Length);
    }

    [TestMethod]
    public void A_device_that_is_not_there_is_refused_unless_another_is_asked_for()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(10, 8);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            TestModels.Mlp(), options: new() { Device = Fluent.Device.Auto }).Fit(data);
        using var again = (FluentTransformer)Loaded(context, ours, data);
        Assert.AreEqual(Fluent.Device.Auto, again.Device.Requested);
        FluentOptions cuda = SavedOptions.Read(
            SavedOptions.Write(new() { Device = Fluent.Device.Cuda(1) }, ColumnMapping.Many(ours.Model, null, null)));
        Assert.AreEqual(Fluent.Device.Cuda(1), cuda.Device);
    }

    [TestMethod]
    public void Classes_and_scalars_come_back()
    {
        MLContext context = Table.Context;
        Value x = Value.Input(ElementType.Float, ["N", 3], "x");
        Value total = Op.ReduceSum(x, Value.Constant(TensorData.Create<long>([1], 1L))), same = Op.Identity(x);
        (total.Name, same.Name) = ("total", "y");
        IDataView rows = Table.Floats(20, 3);
        IDataView data = context.Transforms.CustomMapping<Numbered, Labelled>((from, to) => to.Label = from.Id % 3 * 0.5f, null)
            .Append(context.Transforms.Conversion.MapValueToKey("Label")).Fit(rows).Transform(rows);
        FluentOptions options = new() { ScalarOutputs = true, Classes = new() { Top = 2 } };
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            new OnnxModel(new Graph([x], [same, total])).ToBytes(),
            outputColumns: new Dictionary<string, string> { ["y"] = "Score", ["total"] = "Total" },
            inputColumns: null,
            options).Fit(data);
        using TransformerChain<ITransformer> chain = new(ours, context.Transforms.CopyColumns("z", "Score").Fit(ours.Transform(data)));
        ITransformer again = Loaded(context, chain, data);
        IDataView expected = ours.Transform(data), actual = again.Transform(data);
        foreach (string column in new[] { "Score", "Total", "PredictedLabel", "TopLabels", "TopScores" })
        {
            Assert.AreEqual($"{expected.Schema[column].Type}", $"{actual.Schema[column].Type}", column);
            CollectionAssert.AreEqual(Table.Texts(expected, column), Table.Texts(actual, column), column);
        }

        VBuffer<float> keys = default;
        actual.Schema["PredictedLabel"].GetKeyValues(ref keys);
        CollectionAssert.AreEqual(new[] { 0, 0.5f, 1 }, keys.DenseValues().ToArray());
        VBuffer<ReadOnlyMemory<char>> slots = default;
        actual.Schema["Score"].GetSlotNames(ref slots);
        Assert.AreEqual("0 0.5 1", string.Join(" ", slots.DenseValues()));
    }

    [TestMethod]
    public void External_data_are_carried_inside()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(10, 8);
        using TemporaryFolder folder = new();
        OnnxModel.Load(TestModels.Mlp(hidden: 128)).Save(folder / "model.onnx", largestInside: 0);
        CollectionAssert.Contains(folder.Names(), "model.onnx.data");
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(folder / "model.onnx").Fit(data);
        float[][] expected = Table.Vectors(ours.Transform(data), "y");
        using MemoryStream stream = new();
        context.Model.Save(ours, data.Schema, stream);
        File.Delete(folder / "model.onnx.data");
        File.Delete(folder / "model.onnx");
        foreach (Func<Stream, ITransformer> load in new Func<Stream, ITransformer>[]
        {
            s => context.Model.Load(s, out _), s => context.Model.LoadFluent(s, out _),
        })
        {
            stream.Position = 0;
            float[][] actual = Table.Vectors(load(stream).Transform(data), "y");
            Assert.IsTrue(expected.Zip(actual).All(rows => rows.First.Zip(rows.Second).All(p => MathF.Abs(p.First - p.Second) <= 1e-5f)));
        }
    }

    [TestMethod]
    public void More_than_two_gigabytes_are_refused()
    {
        using Unread memory = new(1 << 30);
        Value[] parts = [.. Enumerable.Range(0, 3).Select(_ =>
            Value.Constant(new TensorData(ElementType.UInt8, [1 << 30], memory.Memory)))];
        OnnxModel large = new(new Graph([], parts, name: "big"));
        Assert.AreEqual(
            "Saving expects a model that fits into one file with its external data. "
            + "Received: Model 'big' expects less than 2 GB where all of it goes to one place. "
            + "Received: 3,221,225,472 bytes of tensors. Save it to a path: its tensors then go to a file beside it.",
            Assert.ThrowsExactly<FluentTransformException>(() => ModelSource.WriteWhole(large, Stream.Null)).Message);
    }

    private static ITransformer Loaded(MLContext context, ITransformer transformer, IDataView data, FluentOptions? options = null)
    {
        using MemoryStream stream = new();
        context.Model.Save(transformer, data.Schema, stream);
        stream.Position = 0;
        return context.Model.LoadFluent(stream, out _, options);
    }

    private sealed class Unread(int length) : MemoryManager<byte>
    {
        public override Memory<byte> Memory => CreateMemory(length);

        public override Span<byte> GetSpan() => throw new InvalidOperationException("read");

        public override MemoryHandle Pin(int elementIndex = 0) => throw new InvalidOperationException("read");

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }

    private sealed class Numbered
    {
        public int Id { get; set; }
    }

    private sealed class Labelled
    {
        public float Label { get; set; }
    }
}
