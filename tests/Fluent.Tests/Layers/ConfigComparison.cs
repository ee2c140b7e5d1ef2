using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fluent.Tests;

/// <summary>Compares a configuration of ours with Keras's: everything that ours says must stand in Keras's with the same value.</summary>
internal static class ConfigComparison
{
    public static IEnumerable<string> Differences(string path, JsonNode? ours, JsonNode? keras)
    {
        switch (ours, keras)
        {
            case (JsonObject a, JsonObject b):
                foreach ((string key, JsonNode? value) in a)
                {
                    if (!b.ContainsKey(key))
                        yield return $"{path}.{key}: Keras has no such argument";
                    else
                    {
                        foreach (string difference in Differences($"{path}.{key}", value, b[key]))
                            yield return difference;
                    }
                }

                break;
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                for (int i = 0; i < a.Count; i++)
                {
                    foreach (string difference in Differences($"{path}[{i}]", a[i], b[i]))
                        yield return difference;
                }

                break;
            default:
                if (!JsonNode.DeepEquals(ours, keras) && !SameNumber(ours, keras))
                    yield return $"{path}: {ours?.ToJsonString() ?? "null"}, Keras has {keras?.ToJsonString() ?? "null"}";
                break;
        }
    }

    // Ours are rounded to single precision.
    private static bool SameNumber(JsonNode? ours, JsonNode? keras) =>
        ours?.GetValueKind() == JsonValueKind.Number && keras?.GetValueKind() == JsonValueKind.Number
            && (float)(double)ours! == (float)(double)keras!;
}
