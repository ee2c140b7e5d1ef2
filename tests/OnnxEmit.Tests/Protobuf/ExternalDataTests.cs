using System.Diagnostics;
using Fuzz;
using Google.Protobuf;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit.Protobuf;
using Testing;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>Models whose tensors stand in other files: what is sound is read, every attack is refused by a sentence.</summary>
[TestClass]
public class ExternalDataTests
{
    private const string Distrust = "Do not trust this model, or save it again with its data beside it.";

    [TestMethod]
    [DataRow("w.bin")]
    [DataRow("./w.bin")]
    [DataRow("sub/w.bin")]
    public void Data_beside_or_below_the_model_are_read(string location)
    {
        using TemporaryFolder folder = new();
        CollectionAssert.AreEqual(new byte[] { 4, 5, 6, 7 }, Read(Model(folder, location, ("offset", "4"), ("length", "4"))));
        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 3 }, Read(Model(folder, location, ("checksum", "x"), ("basepath", "/elsewhere"))));
    }

    // CVE-2022-25882 (..), CVE-2024-27318 (a/../b), absolute paths, other systems' paths.
    [TestMethod]
    [DataRow("/etc/passwd")]
    [DataRow("../w.bin")]
    [DataRow("sub/../../w.bin")]
    [DataRow("sub/../w.bin")]
    [DataRow("..\\w.bin")]
    [DataRow("\\\\server\\share\\w.bin")]
    [DataRow("C:\\w.bin")]
    [DataRow("C:w.bin")]
    [DataRow("w.bin:stream")]
    [DataRow("//w.bin")]
    [DataRow("sub//w.bin")]
    [DataRow("sub/")]
    [DataRow("w.bin\0.txt")]
    [DataRow("")]
    public void Locations_outside_the_folder_are_refused(string location)
    {
        using TemporaryFolder folder = new();
        string path = Model(folder, location);
        Refused(path, $"a file below the model's folder. Received: '{location}'. {Distrust}");
    }

    // CVE-2024-27319 (reading outside the file), CVE-2026-34445 (keys that set anything, sizes without end).
    [TestMethod]
    [DataRow("offset", "-1", "a number of 0 or more as offset. Received: '-1'")]
    [DataRow("offset", "9223372036854775808", "a number of 0 or more as offset. Received: '9223372036854775808'")]
    [DataRow("offset", " 1", "a number of 0 or more as offset. Received: ' 1'")]
    [DataRow("offset", "9223372036854775807", "4 bytes at 9,223,372,036,854,775,807 of 'w.bin'. Received: a file of 8")]
    [DataRow("offset", "5", "4 bytes at 5 of 'w.bin'. Received: a file of 8")]
    [DataRow("length", "-4", "a number of 0 or more as length. Received: '-4'")]
    [DataRow("length", "8", "a length of 4, which its type and sizes need. Received: 8")]
    [DataRow("length", "9223372036854775807", "a length of 4, which its type and sizes need. Received: 9,223,372,036,854,775,807")]
    [DataRow("location", "w.bin", "each key once. Received: 'location' twice")]
    [DataRow("__class__", "x", "only the keys location, offset, length, checksum and basepath. Received: '__class__'")]
    public void Positions_outside_the_file_and_unknown_keys_are_refused(string key, string value, string expected)
    {
        using TemporaryFolder folder = new();
        Refused(Model(folder, "w.bin", (key, value)), $"{expected}. {Distrust}");
    }

    // CVE-2026-34447 (links), CVE-2026-27489 (a link on the way).
    [TestMethod]
    public void Links_are_refused()
    {
        using TemporaryFolder folder = new(), elsewhere = new();
        File.WriteAllBytes(elsewhere / "secret.bin", new byte[8]);
        string path = Model(folder, "linked.bin");
        File.Delete(folder / "linked.bin");
        File.CreateSymbolicLink(folder / "linked.bin", elsewhere / "secret.bin");
        Refused(path, $"no symbolic links below the model's folder. Received: 'linked.bin'. {Distrust}");
        File.Delete(folder / "linked.bin");
        File.CreateSymbolicLink(folder / "linked.bin", elsewhere / "dangling.bin");
        Refused(path, $"no symbolic links below the model's folder. Received: 'linked.bin'. {Distrust}");
        path = Model(folder, "inside/secret.bin");
        Directory.Delete(folder / "inside", recursive: true);
        Directory.CreateSymbolicLink(folder / "inside", elsewhere.Path);
        Refused(path, $"no symbolic links below the model's folder. Received: 'inside/secret.bin'. {Distrust}");
    }

    // CVE-2026-34446 (hard links).
    [TestMethod]
    public void Hard_links_pipes_and_folders_are_refused()
    {
        using TemporaryFolder folder = new();
        Refused(Model(folder, "none.bin", create: false),
            "a file below the model's folder. Received: 'none.bin', which does not exist. Put the data file beside the model.");
        Directory.CreateDirectory(folder / "folder");
        if (OperatingSystem.IsWindows())
            return;                                    // .NET makes neither hard links nor pipes; the system's tools do
        Refused(Model(folder, "folder", create: false), $"an ordinary file. Received: 'folder', which is none. {Distrust}");
        Refused(Model(folder, "w.bin/w.bin", create: false),
            "a file below the model's folder. Received: 'w.bin/w.bin', which does not exist. Put the data file beside the model.");
        string path = Model(folder, "w.bin");
        Process.Start("ln", [folder / "w.bin", folder / "hard.bin"]).WaitForExit();
        Refused(path, $"a file with one name. Received: 'w.bin', a hard link. {Distrust}");
        Process.Start("mkfifo", [folder / "pipe.bin"]).WaitForExit();
        Refused(Model(folder, "pipe.bin", create: false), $"an ordinary file. Received: 'pipe.bin', which is none. {Distrust}");
    }

    // GHSA-q56x-g2fj-4rj6 (exchanged between check and use): whatever is read while folder and link change places is the folder's.
    [TestMethod]
    public void A_folder_that_is_exchanged_for_a_link_meanwhile_gives_nothing_away()
    {
        using TemporaryFolder folder = new(), elsewhere = new();
        File.WriteAllBytes(elsewhere / "w.bin", [66, 66, 66, 66, 66, 66, 66, 66]);
        string path = Model(folder, "sub/w.bin");
        Directory.CreateSymbolicLink(folder / "link", elsewhere.Path);
        using CancellationTokenSource end = new();
        Task exchange = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                Directory.Move(folder / "sub", folder / "kept");
                Directory.Move(folder / "link", folder / "sub");
                Directory.Move(folder / "sub", folder / "link");
                Directory.Move(folder / "kept", folder / "sub");
            }
        });
        int read = 0;
        for (int i = 0; i < 3000; i++)
        {
            try
            {
                CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 3 }, Read(path));
                read++;
            }
            catch (ModelFormatException)
            {
                // the link, or nothing, stood there
            }
        }

        end.Cancel();
        exchange.GetAwaiter().GetResult();
        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 3 }, Read(path));
        Assert.IsGreaterThan(0, read);
    }

    [TestMethod]
    public void Tensors_are_held_to_the_rules_wherever_they_stand()
    {
        using TemporaryFolder folder = new();
        string path = folder / "model.onnx";
        AttributeProto attribute = new() { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = Tensor("../w.bin") };
        NodeProto constant = new() { OpType = "Constant", Output = { "c" }, Attribute = { attribute } };
        GraphProto graph = new() { Node = { constant }, Output = { new ValueInfoProto { Name = "c" } } };
        AttributeProto branch = new() { Name = "body", Type = AttributeProto.Types.AttributeType.Graph, G = graph };
        GraphProto empty = new();
        ModelProto[] models =
        [
            new() { Graph = graph },
            new() { Graph = new() { Node = { new NodeProto { OpType = "Odd", Attribute = { branch } } } } },
            new() { Graph = empty, Functions = { new FunctionProto { Node = { constant }, Output = { "c" } } } },
            new() { Graph = empty, TrainingInfo = { new TrainingInfoProto { Algorithm = graph } } },
            new() { Graph = new() { SparseInitializer = { new SparseTensorProto { Values = Tensor("../w.bin"), Indices = new() } } } },
        ];
        foreach (ModelProto model in models)
        {
            File.WriteAllBytes(path, model.ToByteArray());
            Refused(path, $"a file below the model's folder. Received: '../w.bin'. {Distrust}");
        }
    }

    // CVE-2025-51480 (saving overwrites any file): where data were read from says nothing of where they are written to.
    [TestMethod]
    public void Saving_writes_to_no_place_that_a_file_names()
    {
        using TemporaryFolder folder = new();
        OnnxModel model = OnnxModel.Load(Model(folder, "sub/w.bin"));
        model.Save(folder / "model.onnx", largestInside: 0);
        model.Save(folder / "copy.onnx", largestInside: 0);
        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 3, 4, 5, 6, 7 }, File.ReadAllBytes(folder / "sub/w.bin"));
        CollectionAssert.AreEqual(
            new[] { "copy.onnx", "copy.onnx.data", "model.onnx", "model.onnx.data", "sub" }, folder.Names());
    }

    [TestMethod]
    public void A_model_without_a_place_may_not_look_for_files()
    {
        using TemporaryFolder folder = new();
        byte[] file = File.ReadAllBytes(Model(folder, "w.bin"));
        Assert.AreEqual(
            "The model expects the external data of tensor 'w' to have a folder to look in. " +
            "Received: a model without a place, whose data stand in 'w.bin'. " +
            "Load the model from its path.",
            Assert.ThrowsExactly<ModelFormatException>(() => OnnxModel.Load(file)).Message);
        Assert.AreEqual(4, OnnxModel.Load(file, folder.Path).Graph.Constants.Single().Data!.Bytes.Length);
        using MemoryStream stream = new(file);
        Assert.AreEqual(4, OnnxModel.Load(stream, folder.Path).Graph.Constants.Single().Data!.Bytes.Length);
    }

    [TestMethod]
    public void Sizes_are_judged_before_anything_is_allocated()
    {
        using TemporaryFolder folder = new();
        TensorProto tensor = Tensor("w.bin");
        tensor.Dims[0] = 2_000_000_000;
        string path = Save(folder, "w.bin", tensor);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(path, $"2,000,000,000 bytes at 0 of 'w.bin'. Received: a file of 8. {Distrust}");
        Assert.IsLessThan(1_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] Read(string path) => OnnxModel.Load(path).Graph.Constants.Single().Data!.Bytes.ToArray();

    private static void Refused(string path, string expected) => Assert.AreEqual(
        $"Model file '{path}' expects the external data of tensor 'w' to have {expected}",
        Assert.ThrowsExactly<ModelFormatException>(() => OnnxModel.Load(path)).Message);

    private static string Model(TemporaryFolder folder, string location, params (string Key, string Value)[] entries)
    {
        TensorProto tensor = Tensor(location);
        tensor.ExternalData.Add(entries.Select(entry => EverythingModel.Note(entry.Key, entry.Value)));
        return Save(folder, location, tensor);
    }

    private static string Model(TemporaryFolder folder, string location, bool create) =>
        create ? Model(folder, location) : Save(folder, "w.bin", Tensor(location));

    private static TensorProto Tensor(string location) => new()
    {
        Name = "w",
        DataType = (int)ElementType.UInt8,
        Dims = { 4 },
        DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData = { EverythingModel.Note("location", location) },
    };

    // The data file is there wherever the location allows it, so that nothing but the rules stands in the way.
    private static string Save(TemporaryFolder folder, string location, TensorProto tensor)
    {
        string data = folder / (location.Contains("..", StringComparison.Ordinal) || location.Length == 0 ||
            location.Contains('\0', StringComparison.Ordinal) ||
            Path.IsPathRooted(location) || location.EndsWith('/') ? "w.bin" : location);
        Directory.CreateDirectory(Path.GetDirectoryName(data)!);
        File.WriteAllBytes(data, [0, 1, 2, 3, 4, 5, 6, 7]);
        string path = folder / "model.onnx";
        File.WriteAllBytes(path,
            ModelReaderTests.Model(new GraphProto { Initializer = { tensor }, Output = { new ValueInfoProto { Name = "w" } } }));
        return path;
    }
}
