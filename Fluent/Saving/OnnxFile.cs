using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fluent.Lowering;
using OnnxEmit;
using OnnxEmit.Operators;

namespace Fluent.Saving;

/// <summary>
/// A model in an <c>.onnx</c> file: the inference graph for any runtime and, where it is saved rather than exported, the configuration and
/// the origin of each initializer, from which the trainable model comes back exactly.
/// </summary>
internal static class OnnxFile
{
    private const string ConfigKey = "fluent.config";
    private const string WeightsKey = "fluent.weights";
    private const string UnusedKey = "fluent.unused";
    private const string CompileKey = "fluent.compile";

    /// <summary>The model as ONNX.</summary>
    public static OnnxModel Write(Model model, ExportOptions options, bool restorable)
    {
        InferenceGraph inference = InferenceGraph.Of(model);
        Dictionary<string, string> metadata = new(options.Metadata, StringComparer.Ordinal);
        if (restorable)
        {
            metadata[ConfigKey] = LayerConfig.Serialize(model).ToJsonString();
            metadata[WeightsKey] = new JsonArray([.. inference.Origins.Select(ToJson)]).ToJsonString();
            metadata[UnusedKey] = Unused(inference).ToJsonString();
            if (CompileConfig.Of(model) is { } compiled)
                metadata[CompileKey] = compiled.ToJsonString();
        }

        Graph graph = PassPipeline.ForOpset(inference.Graph, options.Opset);
        if (options.HalfWeights)
            graph = HalveWeights.Apply(graph);
        if (!options.KeepNotes)
            graph = StripNotes.Apply(graph);
        return new OnnxModel(graph)
        {
            Opset = options.Opset,
            IrVersion = options.IrVersion ?? 0,
            ProducerName = options.KeepNotes ? "Fluent" : "",
            ProducerVersion = options.KeepNotes ? typeof(OnnxFile).Assembly.GetName().Version?.ToString(3) ?? "" : "",
            Metadata = metadata,
        };
    }

    /// <summary>The trainable model that a file was saved from.</summary>
    public static Model Read(string path)
    {
        OnnxModel file = OnnxModel.Load(path);
        if (!file.Metadata.TryGetValue(ConfigKey, out string? config) || !file.Metadata.TryGetValue(WeightsKey, out string? weights))
        {
            throw new FluentException($"File '{path}'",
                "to be saved by Model.Save, with the model's configuration in it", "an ONNX model without one");
        }

        try
        {
            Model model = (Model)LayerConfig.Deserialize(JsonNode.Parse(config)!.AsObject());
            Dictionary<string, TensorData> initializers = file.Graph.Constants.Where(c => c.Name is not null)
                .ToDictionary(c => c.Name!, c => c.Data!);
            Assign(path, model, initializers, JsonNode.Parse(weights)!.AsArray(), file.Metadata.GetValueOrDefault(UnusedKey));
            if (file.Metadata.TryGetValue(CompileKey, out string? compiled))
                CompileConfig.Apply(model, JsonNode.Parse(compiled)!.AsObject());
            return model;
        }
        catch (Exception e) when (e is InvalidOperationException or NullReferenceException or ArgumentException or FormatException
            or InvalidCastException or OverflowException or IndexOutOfRangeException or KeyNotFoundException or JsonException)
        {
            throw new FluentException($"File '{path}'", "metadata as Model.Save writes them", e.Message.TrimEnd('.'), e);
        }
    }

    // Weights are matched by their place in the model: names are made up anew where the model did not give them.
    private static void Assign(string path, Model model, Dictionary<string, TensorData> initializers, JsonArray origins, string? unused)
    {
        IReadOnlyList<Weight> weights = model.Weights;
        HashSet<int> assigned = [];
        foreach (JsonNode? origin in origins)
        {
            int index = (int)origin!["index"]!;
            if (!assigned.Add(index))
                continue;
            string name = (string)origin["initializer"]!;
            if (index >= weights.Count || !initializers.TryGetValue(name, out TensorData? data))
                throw new FluentException($"File '{path}'", $"an initializer '{name}' for one of {weights.Count} weights",
                    $"{string.Join(", ", initializers.Keys)}");
            int[] perm = [.. origin["perm"]!.AsArray().Select(axis => (int)axis!)];
            if (perm.Length > 0)
                data = Movement.Transpose(data, [.. Transpose.Inverse(perm).Select(axis => (int)axis)])!;
            weights[index].Assign(data.AsSpan<float>());
        }

        foreach ((string index, JsonNode? numbers) in JsonNode.Parse(unused ?? "{}")!.AsObject())
        {
            int at = int.Parse(index, CultureInfo.InvariantCulture);
            assigned.Add(at);
            weights[at].Assign(MemoryMarshal.Cast<byte, float>(Convert.FromBase64String((string)numbers!)));
        }

        if (weights.Index().FirstOrDefault(w => !assigned.Contains(w.Index)).Item is { } missing)
            throw new FluentException($"File '{path}'", $"numbers for weight '{missing.Path}'",
                $"numbers for {assigned.Count} of {weights.Count} weights");
    }

    private static JsonNode ToJson(WeightOrigin origin) => new JsonObject
    {
        ["index"] = origin.Index,
        ["path"] = origin.Weight.Path,
        ["initializer"] = origin.Initializer,
        ["perm"] = new JsonArray([.. origin.Perm.Select(axis => (JsonNode)axis)]),
    };

    // What inference does not need, training may: it stands in the metadata.
    private static JsonObject Unused(InferenceGraph inference)
    {
        JsonObject unused = [];
        foreach ((int index, Weight weight) in inference.Unused)
            unused[index.ToString(CultureInfo.InvariantCulture)] = Convert.ToBase64String(MemoryMarshal.AsBytes(weight.Values));
        return unused;
    }
}
