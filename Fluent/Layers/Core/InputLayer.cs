using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent;

/// <summary>The layer behind an <see cref="Input"/>.</summary>
/// <param name="shape">The axes without the batch.</param>
/// <param name="dtype">The element type.</param>
/// <param name="batchSize">The number of rows where it is fixed.</param>
/// <param name="name">Its name; made up when omitted.</param>
[KerasName("InputLayer")]
public sealed class InputLayer(Shape shape, ElementType dtype = ElementType.Float, int? batchSize = null, string? name = null)
    : Layer(name)
{
    /// <summary>The axes, the batch first.</summary>
    public Shape BatchShape { get; } = Lengths([batchSize is { } size ? size : "batch", .. shape]);

    /// <summary>The element type.</summary>
    public new ElementType Dtype { get; } = dtype;

    internal bool IsNamed { get; } = name is not null;

    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call) =>
        throw new FluentException(Label, "to be an input of the model that runs it", "a call");

    private static Shape Lengths(Shape shape) => shape.All(d => d.Size is null or >= 0) ? shape
        : throw new FluentException("An input", "lengths of 0 or more, and null where one is not known", $"{shape}");

    internal override JsonObject GetConfig() => new()
    {
        ["batch_shape"] = KerasJson.FromShape(BatchShape),
        ["dtype"] = KerasJson.DtypeName(Dtype),
        ["sparse"] = false,
        ["ragged"] = false,
        ["name"] = Name,
        ["optional"] = false,
    };

    internal static InputLayer FromConfig(JsonObject config)
    {
        Shape batch = KerasJson.ToShape(config["batch_shape"]!.AsArray());
        return new(batch[1..], KerasJson.ToDtype(config["dtype"]), (int?)batch[0].Size, (string?)config["name"]);
    }
}
