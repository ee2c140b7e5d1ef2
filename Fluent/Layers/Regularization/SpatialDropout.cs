using System.Text.Json.Nodes;

namespace Fluent;

/// <summary>A layer that drops whole channels.</summary>
/// <param name="name">Its name; made from its class when null.</param>
public abstract class SpatialDropout(string? name) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    // Keras's constructors of these layers refuse "trainable" and take the dtype by name.
    internal override JsonObject GetConfig()
    {
        JsonObject config = new() { ["name"] = Name, ["dtype"] = KerasJson.DtypeName(Dtype) };
        AddConfig(config);
        return config;
    }
}
