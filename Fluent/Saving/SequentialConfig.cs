using System.Text.Json.Nodes;

namespace Fluent.Saving;

/// <summary>A Sequential as Keras serializes it.</summary>
internal static class SequentialConfig
{
    public static JsonObject Serialize(Sequential model)
    {
        JsonArray layers = [.. model.Chain.Select(layer => (JsonNode)LayerConfig.Serialize(layer))];
        if (model.IsConnected && model.Chain is not [InputLayer, ..])
            layers.Insert(0, LayerConfig.Serialize(model.Input.Operation));
        JsonObject config = new()
        {
            ["name"] = model.Name,
            ["trainable"] = model.Trainable,
            ["dtype"] = KerasJson.FromPolicy(model.Dtype),
            ["layers"] = layers,
        };
        if (model.IsConnected)
            config["build_input_shape"] = KerasJson.FromShape(model.Input.Shape);
        JsonObject serialized = KerasJson.Serialized("keras", "Sequential", config);
        if (model.IsConnected)
            serialized["build_config"] = new JsonObject { ["input_shape"] = KerasJson.FromShape(model.Input.Shape) };
        return serialized;
    }

    public static Sequential Deserialize(JsonObject config)
    {
        Sequential model = new((string?)config["name"], config["layers"]!.AsArray()
            .Select(l => (Layer)LayerConfig.Deserialize(l!.AsObject())));
        if (!KerasJson.Read(config, "trainable", true))
            model.Trainable = false;
        return model;
    }
}
