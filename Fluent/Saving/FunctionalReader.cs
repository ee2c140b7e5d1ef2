using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Fluent.Saving;

/// <summary>Rebuilds a functional model: makes all layers, then repeats their calls as their inputs become available.</summary>
internal sealed class FunctionalReader(JsonObject config)
{
    private readonly Dictionary<string, Operation> operations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ImmutableArray<Tensor>>> calls = new(StringComparer.Ordinal);
    private readonly string label = $"Model '{(string?)config["name"]}'";

    public Model Read()
    {
        Queue<(string Name, Queue<JsonObject> Calls)> waiting = [];
        foreach (JsonNode? entry in config["layers"]!.AsArray())
        {
            JsonObject serialized = entry!.AsObject();
            Operation operation = LayerConfig.Deserialize(serialized);
            string name = (string?)serialized["name"] ?? operation.Name;
            if (!operations.TryAdd(name, operation))
                throw new FluentException(label, "layers with a name of their own each", $"a second layer named '{name}'");
            calls[name] = operation is InputLayer input ? [[new Input(input)]] : [];
            waiting.Enqueue((name, new(serialized["inbound_nodes"]!.AsArray().Select(n => n!.AsObject()))));
        }

        int idle = 0;
        while (waiting.TryDequeue(out (string Name, Queue<JsonObject> Calls) next))
        {
            bool moved = next.Calls.Count == 0;        // an input waits for nothing
            while (next.Calls.TryPeek(out JsonObject? call) && IsReady(call))
            {
                calls[next.Name].Add(operations[next.Name].Invoke(ToArguments(next.Calls.Dequeue())));
                moved = true;
            }

            idle = moved ? 0 : idle + 1;
            if (next.Calls.Count > 0)
                waiting.Enqueue(next);
            if (idle > 0 && idle >= waiting.Count)
            {
                throw new FluentException(label, "a graph without cycles in which every call's inputs are given",
                    $"calls that wait for each other: {string.Join(", ", waiting.Where(w => w.Calls.Count > 0).Select(w => w.Name))}");
            }
        }

        Model model = new(Ends(config["input_layers"]!), Ends(config["output_layers"]!), (string?)config["name"]);
        if (!KerasJson.Read(config, "trainable", true))
            model.Trainable = false;
        return model;
    }

    private bool IsReady(JsonObject call) =>
        Histories(call).All(h => calls.TryGetValue(h.Name, out List<ImmutableArray<Tensor>>? done) && done.Count > h.Node);

    private static IEnumerable<(string Name, int Node, int Tensor)> Histories(JsonNode? node) => node switch
    {
        JsonObject item when IsTensor(item) => [History(item)],
        JsonObject item => item.SelectMany(p => Histories(p.Value)),
        JsonArray items => items.SelectMany(Histories),
        _ => [],
    };

    private static bool IsTensor(JsonObject item) => (string?)item["class_name"] == "__keras_tensor__";

    private static (string Name, int Node, int Tensor) History(JsonObject item)
    {
        JsonArray history = item["config"]!["keras_history"]!.AsArray();
        return ((string)history[0]!, (int)history[1]!, (int)history[2]!);
    }

    // Keras records masks only at times: those that it does count, the others are found again by propagation.
    private CallArguments ToArguments(JsonObject call)
    {
        JsonObject named = call["kwargs"]?.AsObject() ?? [];
        return CallArguments.Of(call["args"]!.AsArray().Select(ToArgument)) with
        {
            Named = named.Where(p => p.Key != "training" && p.Value is not null)
                .ToImmutableDictionary(p => p.Key, p => ToArgument(p.Value)),
            Training = (bool?)named["training"],
        };
    }

    private CallArgument ToArgument(JsonNode? node)
    {
        if (node is JsonObject item && IsTensor(item))
        {
            (string name, int call, int tensor) = History(item);
            return CallArgument.Of(calls[name][call][tensor]);
        }

        return node is JsonArray items && Histories(items).Any() ? CallArgument.Of(items.Select(ToArgument))
            : CallArgument.Of(node?.DeepClone());
    }

    private TensorStructure Ends(JsonNode ends)
    {
        if (ends is JsonObject named)
            return TensorStructure.FromDictionary(named.ToDictionary(p => p.Key, p => End(p.Value!.AsArray())));
        JsonArray items = ends.AsArray();
        return items[0] is JsonValue ? TensorStructure.FromTensor(End(items))
            : TensorStructure.Create([.. items.Select(i => End(i!.AsArray()))]);
    }

    private Tensor End(JsonArray end)
    {
        string name = (string)end[0]!;
        if (!operations.TryGetValue(name, out Operation? operation))
            throw new FluentException(label, "inputs and outputs to be among its layers", $"'{name}'");
        int call = (int)end[1]! - (operation is Model and not Sequential ? 1 : 0);
        return call >= 0 && call < calls[name].Count ? calls[name][call][(int)end[2]!]
            : throw new FluentException(label, $"'{name}' to be called {call + 1} times or more", $"{calls[name].Count} calls");
    }
}
