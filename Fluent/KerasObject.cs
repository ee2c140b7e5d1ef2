using System.Text.Json.Nodes;

namespace Fluent;

/// <summary>
/// What Keras configures by a class name and its constructor's arguments: initializers, regularizers, losses, metrics, optimizers.
/// </summary>
public abstract class KerasObject
{
    /// <summary>The class name in Keras's files.</summary>
    public string KerasClassName => KerasNameAttribute.Of(GetType());

    /// <summary>The module that such objects stand in in Keras's files.</summary>
    internal abstract string KerasModule { get; }

    /// <summary>The constructor's arguments in Keras's names.</summary>
    internal JsonObject GetConfig()
    {
        JsonObject config = [];
        AddConfig(config);
        return config;
    }

    /// <summary>Takes over what a configuration says besides the constructor's arguments.</summary>
    internal virtual void ReadSettings(JsonObject config)
    {
    }

    /// <summary>Adds the constructor's arguments in Keras's names; generated.</summary>
    /// <param name="config">Where to.</param>
    protected internal virtual void AddConfig(JsonObject config)
    {
    }
}
