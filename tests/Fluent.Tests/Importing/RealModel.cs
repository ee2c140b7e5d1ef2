using System.IO.Compression;
using OnnxEmit;
using Testing;

namespace Fluent.Tests.Importing;

/// <summary>A trained network of other people, with data to run it on.</summary>
internal sealed class RealModel
{
    // What open lengths stand for: windows of sound, lines of text.
    private static readonly Dictionary<string, long> Lengths = new() { ["sequence"] = 512, ["N"] = 2000 };

    private RealModel(string name, byte[] bytes)
    {
        (Name, Bytes) = (name, bytes);
        Model = OnnxModel.Load(bytes);
        Random random = new(3);
        foreach (Value input in Model.Graph.Inputs)
            Feeds.Add(input.Name!, Data(input, random));
    }

    public string Name { get; }

    public byte[] Bytes { get; }

    /// <summary>As it was read.</summary>
    public OnnxModel Model { get; }

    /// <summary>Data for each input.</summary>
    public Dictionary<string, TensorData> Feeds { get; } = [];

    /// <summary>
    /// The network with constants for what is not data: the rate of sound, the state that it begins with. The state that it ends with is
    /// left out, and a last Sigmoid, whose results for sound that is no voice are so near 0 that nothing could be told of their gradients.
    /// </summary>
    public OnnxModel Bound
    {
        get
        {
            string[] given = [.. Model.Graph.Inputs.Select(input => input.Name!).Where(name => name is "sr" or "state")];
            OnnxModel bound = given.Aggregate(Model, (model, name) => model.Bind(name, Feeds[name]));
            foreach (string length in Lengths.Keys.Where(name => bound.Graph.Inputs.Any(v => v.Shape.Any(d => d.ToString() == name))))
                bound = bound.BindLength(length, Lengths[length]);
            return given.Contains("state") ? bound.Until("/model/decoder/decoder/2/Conv_output_0") : bound;
        }
    }

    /// <summary>Every network of the folder, and those of the examples.</summary>
    public static IEnumerable<RealModel> All()
    {
        string folder = TestFolder.Find("onnx-real", "FLUENT_ONNX_REAL");
        foreach (string path in Directory.GetFiles(folder, "*.zip").Order(StringComparer.Ordinal))
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            foreach (ZipArchiveEntry entry in archive.Entries.Where(e => e.Name.EndsWith(".onnx", StringComparison.Ordinal)))
            {
                using Stream stream = entry.Open();
                using MemoryStream copy = new();
                stream.CopyTo(copy);
                yield return new(entry.Name, copy.ToArray());
            }
        }

        foreach (string path in Directory.GetFiles(folder, "*.onnx")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "examples", "FineTune"), "ppocr*.onnx")))
            yield return new(Path.GetFileName(path), File.ReadAllBytes(path));
    }

    private static TensorData Data(Value input, Random random)
    {
        long[] dims = [.. input.Shape.Select((d, axis) => d.Size ?? Lengths.GetValueOrDefault(d.ToString(), axis == 0 ? 1 : 48))];
        if (input.Name == "state")
            dims[1] = 1;
        long count = dims.Aggregate(1L, (product, d) => product * d);
        return input.ElementType == ElementType.Int64
            ? TensorData.Create<long>(dims, [.. Enumerable.Repeat(input.Name == "sr" ? 16000L : Lengths["N"], (int)count)])
            : TensorData.Create<float>(dims, [.. Enumerable.Range(0, (int)count)
                .Select(i => input.Name == "state" ? 0 : (0.4f * MathF.Sin(0.06f * i)) + (0.4f * (random.NextSingle() - 0.5f)))]);
    }
}
