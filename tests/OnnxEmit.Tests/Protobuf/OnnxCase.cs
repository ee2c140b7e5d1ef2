using System.IO.Compression;
using System.Text;
using Testing;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>One of the ONNX project's backend cases.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RunsOnOnnxRuntime">Whether ONNX Runtime passes the model as it is.</param>
/// <param name="Model">The model's file.</param>
/// <param name="Inputs">The files of the inputs, in order.</param>
/// <param name="Outputs">The files of the expected outputs, in order.</param>
internal sealed record OnnxCase(string Name, bool RunsOnOnnxRuntime, byte[] Model, byte[][] Inputs, byte[][] Outputs)
{
    /// <summary>All cases of all archives.</summary>
    public static IEnumerable<OnnxCase> All() =>
        Directory.GetFiles(TestFolder.Find("onnx-cases", "FLUENT_ONNX_CASES"), "*-tests.zip")
            .Order(StringComparer.Ordinal).SelectMany(Read);

    private static IEnumerable<OnnxCase> Read(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        string[] rows = Encoding.UTF8.GetString(Bytes(archive.GetEntry("cases.tsv")!)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int ort = Array.IndexOf(rows[0].Split('\t'), "ort");
        foreach (string[] row in rows.Skip(1).Select(row => row.Split('\t')))
        {
            yield return new(
                row[0], row[ort] == "pass", Bytes(archive.GetEntry($"{row[0]}/model.onnx")!), Data(archive, row[0], "input"),
                Data(archive, row[0], "output"));
        }
    }

    private static byte[][] Data(ZipArchive archive, string name, string kind) =>
    [
        .. Enumerable.Range(0, int.MaxValue).Select(i => archive.GetEntry($"{name}/test_data_set_0/{kind}_{i}.pb"))
            .TakeWhile(entry => entry is not null).Select(entry => Bytes(entry!)),
    ];

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
