using System.IO.Compression;
using Google.Protobuf;
using Testing;

namespace Fuzz;

/// <summary>The models that mutants are made of: those in the repository and one that says everything that the format can say.</summary>
internal sealed class Corpus : IDisposable
{
    private readonly byte[] everything = EverythingModel.Create().ToByteArray();
    private readonly List<ZipArchive> archives = [];
    private readonly List<ZipArchiveEntry> cases = [];
    private readonly byte[][] real;
    private readonly Lock gate = new();

    public Corpus()
    {
        string folder = TestFolder.Find("onnx-cases", "FLUENT_ONNX_CASES");
        foreach (string path in Directory.GetFiles(folder, "*.zip").Order(StringComparer.Ordinal))
        {
            ZipArchive archive = ZipFile.OpenRead(path);
            archives.Add(archive);
            cases.AddRange(archive.Entries.Where(entry => entry.Name == "model.onnx"));
        }

        string[] folders = [Path.Combine(Repository.Root, "examples"), Path.Combine(Repository.Root, "tests")];
        real =
        [
            .. folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories))
                .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
        ];
    }

    /// <summary>How many models there are.</summary>
    public int Count => cases.Count + real.Length + 1;

    /// <summary>One of the models: mostly a small one, so that there is time for many.</summary>
    public byte[] Pick(Random random) => random.Next(16) switch
    {
        0 => everything,
        1 when real.Length > 0 => real[random.Next(real.Length)],
        _ => Read(cases[random.Next(cases.Count)]),
    };

    public void Dispose() => archives.ForEach(archive => archive.Dispose());

    private byte[] Read(ZipArchiveEntry entry)
    {
        lock (gate)
        {
            using Stream stream = entry.Open();
            using MemoryStream copy = new();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
