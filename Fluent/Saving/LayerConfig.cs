using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fluent.Saving;

/// <summary>Layers and raw operations as Keras serializes them.</summary>
internal static class LayerConfig
{
    public static JsonObject Serialize(Operation operation) => SharedLayers.Write(operation, () => operation switch
    {
        Sequential sequential => SequentialConfig.Serialize(sequential),
        Model model => FunctionalConfig.Serialize(model),
        _ => Built(operation, KerasJson.Serialized(Module(operation.GetType()), operation.KerasClassName, operation.GetConfig())),
    });

    public static Operation Deserialize(JsonObject node) => SharedLayers.Read(node, () =>
    {
        string module = (string?)node["module"] ?? "", className = (string?)node["class_name"] ?? "";
        JsonObject config = node["config"]?.AsObject() ?? [];
        return className switch
        {
            "Functional" or "Model" => FunctionalConfig.Deserialize(config),
            "Sequential" => SequentialConfig.Deserialize(config),
            "InputLayer" => InputLayer.FromConfig(config),
            _ => WithSettings((Operation)KerasRegistry.FromConfig(module, className, config), config),
        };
    });

    /// <summary>The module that Keras writes for a class.</summary>
    public static string Module(Type type) => type.GetCustomAttribute<KerasNameAttribute>()?.Module ?? KerasModules.Of(type);

    // The shapes that a layer was built for, from which Keras makes its weights again; operations carry their class name once more.
    private static JsonObject Built(Operation operation, JsonObject serialized)
    {
        if (operation is not Layer layer)
            serialized["registered_name"] = operation.KerasClassName;
        else if (layer.Weights.Count > 0 && operation.Nodes.FirstOrDefault(node => !node.IsInput)?.Arguments is { } call
            && call.Positional is [{ } argument] && argument.Tensors.Any())
            serialized["build_config"] = BuildConfig(layer, argument, call.Named.Where(a => a.Key != "mask" && a.Value.Tensors.Any()));
        return serialized;
    }

    // Keras names the arguments where there are several.
    private static JsonObject BuildConfig(Layer layer, CallArgument input, IEnumerable<KeyValuePair<string, CallArgument>> others)
    {
        JsonObject shapes = new([new($"{layer.InputName}_shape", Shapes(input)),
            .. others.Select(a => KeyValuePair.Create<string, JsonNode?>($"{a.Key}_shape", Shapes(a.Value)))]);
        return shapes.Count == 1 ? new JsonObject { ["input_shape"] = Shapes(input) } : new JsonObject { ["shapes_dict"] = shapes };
    }

    private static JsonArray Shapes(CallArgument argument) => argument.Tensor is { } tensor ? KerasJson.FromShape(tensor.Shape)
        : new([.. argument.Items.Select(Shapes)]);

    // What a class here cannot do must not be lost in silence: a switch that is on, or settings, under a name that it does not know.
    private static void CheckArguments(Operation operation, JsonObject config)
    {
        JsonObject known = operation.GetConfig();
        foreach ((string name, JsonNode? value) in config)
        {
            if (value is JsonObject || value?.GetValueKind() == JsonValueKind.True)
            {
                if (!known.ContainsKey(name) && name != "dtype")
                {
                    string names = string.Join(", ", known.Select(p => p.Key));
                    throw new FluentException(operation.Label, $"arguments that {operation.KerasClassName} has here ({names})",
                        $"'{name}': {value.ToJsonString()}");
                }
            }
        }
    }

    // What every layer has besides its constructor's arguments.
    private static Operation WithSettings(Operation operation, JsonObject config)
    {
        if (operation is Layer layer)
        {
            layer.Trainable = KerasJson.Read(config, "trainable", true);
            if (config["dtype"] is { } dtype)
                layer.Dtype = KerasJson.ToDtype(dtype);
            layer.ActivityRegularizer = KerasJson.Read<Regularizer?>(config, "activity_regularizer", null);
        }

        CheckArguments(operation, config);

        return operation;
    }
}
