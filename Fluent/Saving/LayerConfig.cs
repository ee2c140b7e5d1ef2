using System.Reflection;
using System.Text.Json.Nodes;

namespace Fluent.Saving;

/// <summary>Layers and raw operations as Keras serializes them.</summary>
internal static class LayerConfig
{
    public static JsonObject Serialize(Operation operation) => operation switch
    {
        Sequential sequential => SequentialConfig.Serialize(sequential),
        Model model => FunctionalConfig.Serialize(model),
        _ => KerasJson.Serialized(Module(operation.GetType()), operation.KerasClassName, operation.GetConfig()),
    };

    public static Operation Deserialize(JsonObject node)
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
    }

    /// <summary>The module that Keras writes for a class.</summary>
    public static string Module(Type type) => type.GetCustomAttribute<KerasNameAttribute>()?.Module ?? KerasModules.Of(type);

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

        return operation;
    }
}
