using System.Globalization;
using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// An array among a call's arguments, as Keras writes it: nested lists, or <c>__numpy__</c> and <c>__tensor__</c> with a dtype.
/// </summary>
internal static class ConstantTensor
{
    public static TensorData Read(JsonNode? node)
    {
        ElementType? type = null;
        if (node is JsonObject described && (string?)described["class_name"] is "__numpy__" or "__tensor__")
            (node, type) = (described["config"]!["value"], KerasJson.ToDtype(described["config"]!["dtype"]));
        List<long> dims = [];
        for (JsonNode? level = node; level is JsonArray list; level = list.Count > 0 ? list[0] : null)
            dims.Add(list.Count);
        string[] numbers = [.. Leaves(node)];
        type ??= numbers.Any(n => n.AsSpan().ContainsAny('.', 'e', 'E')) ? ElementType.Float : ElementType.Int32;
        double[] values = [.. numbers.Select(n => n switch { "true" => 1, "false" => 0,
            _ => double.Parse(n, CultureInfo.InvariantCulture) })];
        if (values.Length != dims.Aggregate(1L, (product, d) => product * d))
            throw new FluentException("A configuration", "an array of equally long rows", node?.ToJsonString() ?? "null");
        byte[] bytes = [.. values.SelectMany(v => TensorData.Scalar(type.Value, v).Bytes.ToArray())];
        return new(type.Value, [.. dims], bytes);
    }

    private static IEnumerable<string> Leaves(JsonNode? node) =>
        node is JsonArray list ? list.SelectMany(Leaves) : [node?.ToJsonString() ?? "null"];
}
