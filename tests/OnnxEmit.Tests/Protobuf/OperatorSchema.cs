using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Testing;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>What the ONNX project says of one version of an operator.</summary>
/// <param name="Domain">The operator set; empty for <c>ai.onnx</c>.</param>
/// <param name="Name">The operator.</param>
/// <param name="Since">The version of the set in which it became so.</param>
/// <param name="IsDeprecated">Whether it is not to be used any more.</param>
/// <param name="Attributes">The attributes, each with the text of its default; null where it has none.</param>
/// <param name="Inputs">How many inputs there may be; <see cref="int.MaxValue"/> where there is no limit.</param>
internal sealed record OperatorSchema(
    string Domain, string Name, int Since, bool IsDeprecated, Dictionary<string, string?> Attributes, int Inputs)
{
    /// <summary>Every version of every operator. They stand in the repository also where the cases come from elsewhere.</summary>
    public static IReadOnlyList<OperatorSchema> All { get; } = Read();

    private static OperatorSchema[] Read()
    {
        string path = Path.Combine(Repository.Root, "tests", "onnx-cases", "op-schemas.json.gz");
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(schema => new OperatorSchema(
            schema.GetProperty("domain").GetString()!,
            schema.GetProperty("name").GetString()!,
            schema.GetProperty("since").GetInt32(),
            schema.GetProperty("deprecated").GetBoolean(),
            schema.GetProperty("attributes").EnumerateArray().ToDictionary(
                a => a.GetProperty("name").GetString()!, a => Text(a.GetProperty("type").GetString()!, a.GetProperty("default"))),
            schema.GetProperty("max_input").GetInt32()))];
    }

    private static string? Text(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(item => Text(type.TrimEnd('S'), item))),
        JsonValueKind.String => value.GetString()!,
        _ when type == "FLOAT" => ((float)value.GetDouble()).ToString(CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };
}
