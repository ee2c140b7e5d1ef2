using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit.Protobuf;
using Testing;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>Saving: whole files or none.</summary>
[TestClass]
public class ModelFileTests
{
    [TestMethod]
    public void Large_tensors_go_to_a_file_beside_the_model_and_come_back()
    {
        using TemporaryFolder folder = new();
        OnnxModel model = Model(2000);
        model.Save(folder / "m.onnx", largestInside: 10_000);
        CollectionAssert.AreEqual(new[] { "m.onnx", "m.onnx.data" }, folder.Names());
        Assert.IsLessThan(3000, new FileInfo(folder / "m.onnx").Length);
        OnnxModel again = OnnxModel.Load(folder / "m.onnx");
        Assert.IsNull(ConformanceTests.Difference(model.ToBytes(), again.ToBytes()));
        using InferenceSession session = new(folder / "m.onnx");
        again.Save(folder / "m.onnx", largestInside: 10_000);      // over the files that its tensors are mapped from
        Assert.IsNull(ConformanceTests.Difference(model.ToBytes(), OnnxModel.Load(folder / "m.onnx").ToBytes()));
    }

    [TestMethod]
    public void Each_tensor_outside_begins_at_a_page()
    {
        using TemporaryFolder folder = new();
        Model(2000).Save(folder / "m.onnx", largestInside: 0);
        string[] offsets = [.. ModelProto.Parser.ParseFrom(File.ReadAllBytes(folder / "m.onnx")).Graph.Initializer
            .Where(tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External)
            .Select(tensor => tensor.ExternalData.Single(entry => entry.Key == "offset").Value)];
        CollectionAssert.AreEqual(new[] { "0", "8192" }, offsets);
        Assert.AreEqual(8192 + 8000, new FileInfo(folder / "m.onnx.data").Length);
    }

    [TestMethod]
    public void A_small_model_is_one_file_and_replaces_what_was_there()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder / "m.onnx", "old");
        Model(3).Save(folder / "m.onnx");
        CollectionAssert.AreEqual(new[] { "m.onnx" }, folder.Names());
        Assert.IsNull(ConformanceTests.Difference(Model(3).ToBytes(), File.ReadAllBytes(folder / "m.onnx")));
        using MemoryStream stream = new();
        Model(3).Write(stream);
        CollectionAssert.AreEqual(File.ReadAllBytes(folder / "m.onnx"), stream.ToArray());
    }

    [TestMethod]
    public void A_failed_save_leaves_the_old_files_and_nothing_else()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder / "m.onnx", "old");
        File.WriteAllText(folder / "m.onnx.data", "old data");
        Value x = Value.Input(ElementType.Float, [2], "x");
        OnnxModel wrong = new(new([x], [new OnnxEmit.Operators.Cast(x, ElementType.Float8E4M3FN, saturate: false).Output]));
        Assert.ThrowsExactly<OperatorException>(() => wrong.Save(folder / "m.onnx"));
        Unchanged("m.onnx", "m.onnx.data");

        // The model cannot take the place of a folder: its data must not stay either.
        Directory.CreateDirectory(folder / "taken.onnx");
        File.WriteAllText(folder / "taken.onnx.data", "old data");
        Assert.ThrowsExactly<ModelFormatException>(() => Model(2000).Save(folder / "taken.onnx", largestInside: 0));
        Unchanged("m.onnx", "m.onnx.data", "taken.onnx", "taken.onnx.data");
        Assert.AreEqual("old data", File.ReadAllText(folder / "taken.onnx.data"));

        // Nor can the data.
        Directory.CreateDirectory(folder / "other.onnx.data");
        Assert.ThrowsExactly<ModelFormatException>(() => Model(2000).Save(folder / "other.onnx", largestInside: 0));
        Unchanged("m.onnx", "m.onnx.data", "other.onnx.data", "taken.onnx", "taken.onnx.data");

        void Unchanged(params string[] names)
        {
            CollectionAssert.AreEqual(names, folder.Names());
            Assert.AreEqual("old", File.ReadAllText(folder / "m.onnx"));
            Assert.AreEqual("old data", File.ReadAllText(folder / "m.onnx.data"));
        }
    }

    [TestMethod]
    public void A_link_is_replaced_not_followed()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder / "precious", "precious");
        File.CreateSymbolicLink(folder / "m.onnx", folder / "precious");
        File.CreateSymbolicLink(folder / "m.onnx.data", folder / "precious");
        Model(2000).Save(folder / "m.onnx", largestInside: 0);
        Assert.AreEqual("precious", File.ReadAllText(folder / "precious"));
        Assert.AreEqual(2, OnnxModel.Load(folder / "m.onnx").Graph.Constants.Count(v => v.Data!.Bytes.Length == 8000));
    }

    [TestMethod]
    public void A_hard_link_is_replaced_not_written_through()
    {
        if (OperatingSystem.IsWindows())
            return;                                    // .NET makes no hard links; the system's tools do
        using TemporaryFolder folder = new();
        File.WriteAllText(folder / "precious", "precious");
        Process.Start("ln", [folder / "precious", folder / "m.onnx"]).WaitForExit();
        Process.Start("ln", [folder / "precious", folder / "m.onnx.data"]).WaitForExit();
        Model(2000).Save(folder / "m.onnx", largestInside: 0);
        Assert.AreEqual("precious", File.ReadAllText(folder / "precious"));
        Assert.AreEqual(2, OnnxModel.Load(folder / "m.onnx").Graph.Constants.Count(v => v.Data!.Bytes.Length == 8000));
    }

    [TestMethod]
    public void A_name_that_readers_would_refuse_is_not_written()
    {
        if (OperatingSystem.IsWindows())
            return;                                    // it has no such names
        using TemporaryFolder folder = new();
        string path = folder / "c:m.onnx";
        Model(2000).Save(path);
        Assert.AreEqual(
            $"Saving to '{path}' expects a file name without ':' and '\\' where its tensors go to a file beside it. " +
            "Received: 'c:m.onnx'. Choose another name.",
            Assert.ThrowsExactly<ModelFormatException>(() => Model(2000).Save(path, largestInside: 0)).Message);
        CollectionAssert.AreEqual(new[] { "c:m.onnx" }, folder.Names());
    }

    [TestMethod]
    public void A_folder_that_is_not_there_is_named()
    {
        using TemporaryFolder folder = new();
        string path = folder / "none/m.onnx";
        string error = Assert.ThrowsExactly<ModelFormatException>(() => Model(3).Save(path)).Message;
        Assert.StartsWith($"Saving to '{path}' expects a folder that can be written to. Received: Could not find a part of the path",
            error);
        Assert.EndsWith(". What was there before is unchanged.", error);
        Assert.IsEmpty(folder.Names());
    }

    private static OnnxModel Model(int size)
    {
        float[] numbers = [.. Enumerable.Range(0, size).Select(i => (float)i)];
        Value x = Value.Input(ElementType.Float, ["batch", size], "x");
        Value w = Value.Constant(TensorData.Create<float>([size], numbers), "w"),
            b = Value.Constant(TensorData.Create<float>([size], [.. numbers.Reverse()]), "b");
        return new(new([x], [(x * w) + b + Value.Constant(2f)], name: "m"));
    }
}
