using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Fluent.Saving;

/// <summary>A functional model as Keras serializes it: its layers, each with the calls that belong to this model.</summary>
internal static class FunctionalConfig
{
    public static JsonObject Serialize(Model model)
    {
        Dictionary<Node, int> indices = KeptIndices(model);
        JsonArray layers = [];
        foreach (Operation operation in model.Operations)
        {
            JsonObject entry = LayerConfig.Serialize(operation);
            entry["name"] = operation.Name;
            entry["inbound_nodes"] = new JsonArray([.. operation.Nodes.Where(n => indices.ContainsKey(n) && !n.IsInput)
                .Select(n => Inbound(n, indices))]);
            layers.Add(entry);
        }

        JsonObject config = new()
        {
            ["name"] = model.Name,
            ["trainable"] = model.Trainable,
            ["layers"] = layers,
            ["input_layers"] = Ends(model.Inputs, indices),
            ["output_layers"] = Ends(model.Outputs, indices),
        };
        JsonObject serialized = KerasJson.Serialized(LayerConfig.Module(typeof(Model)), model.KerasClassName, config);
        serialized["registered_name"] = model.KerasClassName;
        serialized["build_config"] = new JsonObject { ["input_shape"] = null };
        return serialized;
    }

    public static Model Deserialize(JsonObject config) => new FunctionalReader(config).Read();

    // Calls are numbered within the model: those of other models are left out.
    private static Dictionary<Node, int> KeptIndices(Model model)
    {
        HashSet<Node> kept = [.. model.Graph.Nodes];
        Dictionary<Node, int> indices = [];
        foreach (Operation operation in model.Operations)
        {
            int index = 0;
            foreach (Node node in operation.Nodes.Where(kept.Contains))
                indices[node] = index++;
        }

        return indices;
    }

    private static JsonObject Inbound(Node node, Dictionary<Node, int> indices)
    {
        JsonObject named = [];
        foreach ((string name, CallArgument argument) in node.Arguments.Named.OrderBy(a => a.Key, StringComparer.Ordinal))
            named[name] = FromArgument(argument, indices);
        if (node.Arguments.Training is { } training)
            named["training"] = training;
        return new() { ["args"] = new JsonArray([.. node.Arguments.Positional.Select(a => FromArgument(a, indices))]), ["kwargs"] = named };
    }

    private static JsonNode? FromArgument(CallArgument argument, Dictionary<Node, int> indices) =>
        argument.Tensor is { } tensor ? new JsonObject
        {
            ["class_name"] = "__keras_tensor__",
            ["config"] = new JsonObject
            {
                ["shape"] = KerasJson.FromShape(tensor.Shape),
                ["dtype"] = KerasJson.DtypeName(tensor.ElementType),
                ["keras_history"] = new JsonArray(tensor.Operation.Name, indices[tensor.Node], tensor.Index),
            },
        }
        : argument.Items.IsDefault ? argument.Constant?.DeepClone()
        : new JsonArray([.. argument.Items.Select(item => FromArgument(item, indices))]);

    private static JsonNode Ends(TensorStructure ends, Dictionary<Node, int> indices)
    {
        if (ends.IsSingle)
            return End(ends[0], indices);
        if (ends.Keys.Length == 0)
            return new JsonArray([.. ends.Select(t => (JsonNode)End(t, indices))]);
        JsonObject named = [];
        for (int i = 0; i < ends.Count; i++)
            named[ends.Keys[i]] = End(ends[i], indices);
        return named;
    }

    // Keras counts the calls of a nested functional model from 1 here, and only here.
    private static JsonArray End(Tensor tensor, Dictionary<Node, int> indices) =>
        new(tensor.Operation.Name, indices[tensor.Node] + (tensor.Operation is Model and not Sequential ? 1 : 0), tensor.Index);
}
