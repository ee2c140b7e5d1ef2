using System.Text.Json;
using System.Text.Json.Nodes;
using Fluent.Saving;

namespace Fluent;

public partial class Model
{
    /// <summary>
    /// The architecture as Keras's <c>to_json</c> writes it, without weights: <c>keras.models.model_from_json</c> reads it.
    /// </summary>
    public string ToJson() => LayerConfig.Serialize(this).ToJsonString();

    /// <summary>A model of an architecture that <see cref="ToJson"/> or Keras wrote, with weights drawn anew.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FluentException">It is not a model, or its graph does not hold together.</exception>
    /// <exception cref="UnknownClassException">It names a class that is not there.</exception>
    public static Model FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        const string Expects = "a model as Keras's to_json writes it";
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json);
        }
        catch (JsonException e)
        {
            throw new FluentException("Model.FromJson", Expects, $"text that is not JSON ({e.Message.TrimEnd('.')})", e);
        }

        if (node is not JsonObject described || described["config"] is not JsonObject)
            throw new FluentException("Model.FromJson", Expects, Shortened(json));
        try
        {
            return LayerConfig.Deserialize(described) as Model
                ?? throw new FluentException("Model.FromJson", Expects, $"a {(string?)described["class_name"]}");
        }
        catch (Exception e) when (
            e is InvalidOperationException or NullReferenceException or ArgumentOutOfRangeException or FormatException)
        {
            throw new FluentException("Model.FromJson", Expects, $"a configuration that misses a part ({e.Message.TrimEnd('.')})", e);
        }
    }

    /// <summary>A model of the same architecture and names, with layers of its own and weights drawn anew.</summary>
    public Model Clone() => FromJson(ToJson());

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
