using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using OnnxEmit.Protobuf;
using Testing;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>The defaults of attributes, from ONNX's own schemas: what may be left out without a change of meaning.</summary>
internal static class SchemaDefaults
{
    private static readonly ILookup<(string Domain, string Name), (int Since, Dictionary<string, string> Defaults)> Schemas = Read();

    /// <summary>Each version of each operator of <c>ai.onnx</c>: from which version of the set to before which it holds.</summary>
    public static IEnumerable<(string OpType, int Since, int Until)> Versions =>
        from schema in Schemas
        where schema.Key.Domain.Length == 0
        let versions = schema.Select(version => version.Since).Order().ToArray()
        from i in Enumerable.Range(0, versions.Length)
        select (schema.Key.Name, versions[i], i + 1 < versions.Length ? versions[i + 1] : int.MaxValue);

    /// <summary>Whether an attribute says what holds without it.</summary>
    public static bool IsDefault(NodeProto node, AttributeProto attribute, int opset)
    {
        (int Since, Dictionary<string, string> Defaults)[] versions =
            [.. Schemas[(node.Domain == "ai.onnx" ? "" : node.Domain, node.OpType)]
                .Where(schema => schema.Since <= opset).OrderBy(schema => schema.Since)];
        return versions.Length > 0 && versions[^1].Defaults.TryGetValue(attribute.Name, out string? text) && text == Text(attribute);
    }

    private static string? Text(AttributeProto attribute) => attribute.Type switch
    {
        AttributeProto.Types.AttributeType.Int => attribute.I.ToString(CultureInfo.InvariantCulture),
        AttributeProto.Types.AttributeType.Float => attribute.F.ToString(CultureInfo.InvariantCulture),
        AttributeProto.Types.AttributeType.String => attribute.S.ToStringUtf8(),
        AttributeProto.Types.AttributeType.Ints => string.Join(',', attribute.Ints),
        AttributeProto.Types.AttributeType.Floats => string.Join(',', attribute.Floats),
        AttributeProto.Types.AttributeType.Strings => string.Join(',', attribute.Strings.Select(s => s.ToStringUtf8())),
        _ => null,
    };

    private static ILookup<(string Domain, string Name), (int Since, Dictionary<string, string> Defaults)> Read()
    {
        string path = Path.Combine(TestFolder.Find("onnx-cases", "FLUENT_ONNX_CASES"), "op-schemas.json.gz");
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateArray().Select(schema => (
            Key: (schema.GetProperty("domain").GetString()!, schema.GetProperty("name").GetString()!),
            Since: schema.GetProperty("since").GetInt32(),
            Defaults: schema.GetProperty("attributes").EnumerateArray().Where(a => a.GetProperty("default").ValueKind != JsonValueKind.Null)
                .ToDictionary(
                    a => a.GetProperty("name").GetString()!, a => Text(a.GetProperty("type").GetString()!, a.GetProperty("default")))))
            .ToLookup(schema => schema.Key, schema => (schema.Since, schema.Defaults));
    }

    private static string Text(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(item => Text(type.TrimEnd('S'), item))),
        JsonValueKind.String => value.GetString()!,
        _ when type == "FLOAT" => ((float)value.GetDouble()).ToString(CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };
}
