using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class StockFormTests
{
    [TestMethod]
    [DataRow("y", "x")]
    [DataRow("Score", "x")]
    [DataRow("y", "Pixels")]
    [DataRow("Score", "Pixels")]
    [DataRow("x", "Pixels")]
    [DataRow("x", "x")]
    [DataRow("Id", "Pixels")]
    public void Plain_loading_gives_equal_predictions(string output, string input)
    {
        MLContext context = Table.Context;
        IDataView data = context.Transforms.CopyColumns("Pixels", "x").Fit(Table.Floats(40, 8)).Transform(Table.Floats(40, 8));
        // A column named like a tensor that is not read must survive.
        data = context.Transforms.CopyColumns("y", "Id").Fit(data).Transform(data);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(TestModels.Mlp(), output, input).Fit(data);
        RoundTrip(context, ours, data, ["x", "y", "Id", "Pixels", output]);
    }

    [TestMethod]
    public void Swapped_names_are_saved()
    {
        Value x = Value.Input(ElementType.Float, ["N", 2], "x"), z = Value.Input(ElementType.Float, ["N", 2], "z");
        Value difference = x - z, twice = x + x;
        (difference.Name, twice.Name) = ("difference", "twice");
        MLContext context = Table.Context;
        IDataView data = context.Transforms.NormalizeMeanVariance("z", "x").Fit(Table.Floats(20, 2)).Transform(Table.Floats(20, 2));
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            TestModels.Bytes([x, z], difference, twice),
            outputColumns: new Dictionary<string, string> { ["difference"] = "twice", ["twice"] = "difference" },
            inputColumns: new Dictionary<string, string> { ["x"] = "z", ["z"] = "x" }).Fit(data);
        RoundTrip(context, ours, data, ["x", "z", "difference", "twice", "Id"]);
    }

    [TestMethod]
    [DataRow("x", "y")]
    [DataRow("Number", "y")]
    [DataRow("x", "x")]
    [DataRow("Number", "x")]
    public void Columns_of_single_numbers_fill_tensors_of_one_axis_after_plain_loading(string input, string output)
    {
        MLContext context = Table.Context;
        IDataView data = Table.Scalars<float>(NumberDataViewType.Single, 4, 5, 6);
        data = context.Transforms.CopyColumns("Number", "x").Fit(data).Transform(data);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            TestModels.Identity(ElementType.Float, "N"), output, input).Fit(data);
        RoundTrip(context, ours, data, ["x", "Number", "Id", output]);
    }

    [TestMethod]
    public void Sizes_that_the_columns_tell_are_saved()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(5, 6);
        Value x = Value.Input(ElementType.Float, ["N", "T"], "x");
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(TestModels.Bytes([x], Op.Relu(x)), "Score", "x").Fit(data);
        RoundTrip(context, ours, data, ["x", "Score"]);
    }

    [TestMethod]
    public void What_was_disposed_is_not_saved_and_has_no_schema()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(2, 8);
        FluentTransformer ours = context.Transforms.ApplyFluentModel(TestModels.Mlp()).Fit(data);
        ours.Dispose();
        using MemoryStream stream = new();
        Assert.ThrowsExactly<ObjectDisposedException>(() => context.Model.Save(ours, data.Schema, stream));
        Assert.ThrowsExactly<ObjectDisposedException>(() => ours.GetOutputSchema(data.Schema));
    }

    [TestMethod]
    public void A_chain_is_saved_and_nothing_stays_on_the_disk()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(20, 8);
        byte[] model = TestModels.Mlp(hidden: 71);
        TransformerChain<ITransformer> chain = new(
            context.Transforms.CopyColumns("Pixels", "x").Fit(data), context.Transforms.ApplyFluentModel(model, "Score", "x").Fit(data));
        RoundTrip(context, chain, data, ["Score", "Pixels", "Id"]);
        chain.Dispose();
        string[] left = Directory.GetFiles(Path.GetTempPath(), "fluent-*.onnx");
        Assert.AreEqual(0, left.Count(file => new FileInfo(file) is { Exists: true } info && info.Length == model.Length));
    }

    [TestMethod]
    [DataRow(ElementType.Float16)]
    [DataRow(ElementType.BFloat16)]
    public void Half_precision_is_saved_between_casts(ElementType type)
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(20, 2);
        Value x = Value.Input(type, ["N", 2], "x"), least = Value.Input(type, ["N", 2], "least");
        Value sum = Op.Cast(Op.Cast(x, ElementType.Float) + Op.Cast(least, ElementType.Float), type), same = Op.Identity(x);
        (sum.Name, same.Name) = ("sum", "same");
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            TestModels.Bytes([x, least], sum, same),
            outputColumns: new Dictionary<string, string> { ["sum"] = "Score" },
            inputColumns: new Dictionary<string, string> { ["least"] = "x" }).Fit(data);
        RoundTrip(context, ours, data, ["Score", "x"]);
    }

    private static void RoundTrip(MLContext context, ITransformer ours, IDataView data, string[] columns)
    {
        using MemoryStream stream = new();
        context.Model.Save(ours, data.Schema, stream);
        NeedsOnlyStock(stream);
        stream.Position = 0;
        ITransformer plain = context.Model.Load(stream, out _);
        stream.Position = 0;
        ITransformer again = context.Model.LoadFluent(stream, out DataViewSchema schema);
        Assert.AreEqual(data.Schema.Count, schema.Count);
        IDataView expected = ours.Transform(data);
        foreach (ITransformer loaded in new[] { plain, again })
        {
            IDataView actual = loaded.Transform(data);
            CollectionAssert.AreEquivalent(
                expected.Schema.Select(c => c.Name).Distinct().ToArray(), actual.Schema.Select(c => c.Name).Distinct().ToArray());
            foreach (string column in columns)
            {
                Assert.AreEqual($"{expected.Schema[column].Type}", $"{actual.Schema[column].Type}", column);
                Close(expected, actual, column);
            }

            (loaded as IDisposable)?.Dispose();
        }
    }

    /// <summary>A class to be loaded is named with its assembly: ours must not be.</summary>
    private static void NeedsOnlyStock(Stream stream)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using StreamReader reader = new(entry.Open(), Encoding.Latin1);
            Assert.IsFalse(reader.ReadToEnd().Replace("\0", "").Contains("MLNetAdapter", StringComparison.Ordinal), entry.FullName);
        }
    }

    private static void Close(IDataView expected, IDataView actual, string column)
    {
        if (expected.Schema[column].Type is not VectorDataViewType)
        {
            CollectionAssert.AreEqual(Table.Texts(expected, column), Table.Texts(actual, column), column);
            return;
        }

        foreach ((float[] a, float[] b) in Table.Vectors(expected, column).Zip(Table.Vectors(actual, column), (a, b) => (a, b)))
        {
            Assert.IsTrue(a.Length == b.Length && a.Zip(b).All(pair => MathF.Abs(pair.First - pair.Second) <= 1e-5f), column);
        }
    }
}
