using System.Globalization;
using OnnxEmit.Protobuf;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>The defaults of attributes, from ONNX's own schemas: what may be left out without a change of meaning.</summary>
internal static class SchemaDefaults
{
    private static readonly ILookup<(string Domain, string Name), OperatorSchema> Schemas =
        OperatorSchema.All.ToLookup(schema => (schema.Domain, schema.Name));

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
        OperatorSchema[] versions =
            [.. Schemas[(node.Domain == "ai.onnx" ? "" : node.Domain, node.OpType)]
                .Where(schema => schema.Since <= opset).OrderBy(schema => schema.Since)];
        return versions.Length > 0 && versions[^1].Attributes.TryGetValue(attribute.Name, out string? text) && text == Text(attribute);
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
}
