using System.Buffers.Binary;
using System.Text.Json.Nodes;
using OnnxEmit;

namespace Testing;

/// <summary>
/// One case of the goldens: what Keras or torch really computed. A safetensors file whose metadata say how to rebuild the thing under test.
/// </summary>
public sealed class Golden
{
    private Golden(string path, JsonObject @case, Dictionary<string, TensorData> tensors)
    {
        (Path, Case, Tensors) = (path, @case, tensors);
    }

    /// <summary>The folder of the goldens: what FLUENT_GOLDENS names, or the repository's.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("FLUENT_GOLDENS") is { Length: > 0 } given
        ? given
        : System.IO.Path.Combine(Repository.Root, "tests", "goldens");

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its name without folder and ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>How to rebuild the thing under test.</summary>
    public JsonObject Case { get; }

    /// <summary>Inputs, weights and expected results.</summary>
    public IReadOnlyDictionary<string, TensorData> Tensors { get; }

    /// <summary>Every safetensors file of one folder of the goldens; none where the folder is not there.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        string path = System.IO.Path.Combine(Folder, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.safetensors").Order(StringComparer.Ordinal) : [];
    }

    /// <summary>Reads a file.</summary>
    public static Golden Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        JsonObject header = JsonNode.Parse(bytes.AsSpan(8, length))!.AsObject();
        string text = (string?)header["__metadata__"]?["case"] ?? "{}";
        Dictionary<string, TensorData> tensors = [];
        foreach ((string name, JsonNode? entry) in header.Where(p => p.Key != "__metadata__"))
        {
            long[] dims = [.. entry!["shape"]!.AsArray().Select(d => (long)d!)];
            int begin = (int)entry["data_offsets"]![0]!, end = (int)entry["data_offsets"]![1]!;
            tensors[name] = new(ElementTypeOf((string)entry["dtype"]!), dims, bytes.AsMemory(8 + length + begin, end - begin));
        }

        return new(path, JsonNode.Parse(text)!.AsObject(), tensors);
    }

    /// <summary>The tensors whose name is the prefix and a number, in order.</summary>
    public IReadOnlyList<TensorData> Numbered(string prefix) =>
        [.. Enumerable.Range(0, int.MaxValue).TakeWhile(i => Tensors.ContainsKey($"{prefix}{i}")).Select(i => Tensors[$"{prefix}{i}"])];

    private static ElementType ElementTypeOf(string dtype) => dtype switch
    {
        "F32" => ElementType.Float,
        "F64" => ElementType.Double,
        "F16" => ElementType.Float16,
        "BF16" => ElementType.BFloat16,
        "I64" => ElementType.Int64,
        "I32" => ElementType.Int32,
        "I16" => ElementType.Int16,
        "I8" => ElementType.Int8,
        "U8" => ElementType.UInt8,
        "BOOL" => ElementType.Bool,
        _ => throw new FormatException($"A golden expects a known dtype. Received: {dtype}."),
    };
}
