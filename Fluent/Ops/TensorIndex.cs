using System.Text.Json.Nodes;

namespace Fluent;

/// <summary>What to take along an axis of a tensor: a number, a range such as <c>1..</c>, or one of the marks of numpy.</summary>
public readonly struct TensorIndex
{
    private readonly int? place;
    private readonly JsonObject? range;

    private TensorIndex(int? place, JsonObject? range) => (this.place, this.range) = (place, range);

    /// <summary>A new axis of length 1 stands here.</summary>
    public static TensorIndex NewAxis => default;

    /// <summary>As many whole axes as are not named stand here.</summary>
    public static TensorIndex Ellipsis => new(null, new JsonObject { ["class_name"] = "__ellipsis__", ["config"] = new JsonObject() });

    /// <summary>One element; negative counts from the end. The axis goes.</summary>
    public static implicit operator TensorIndex(int place) => FromInt32(place);

    /// <summary>One element; the axis goes.</summary>
    public static implicit operator TensorIndex(Index place) => FromIndex(place);

    /// <summary>The elements of a range.</summary>
    public static implicit operator TensorIndex(Range range) => FromRange(range);

    /// <summary>One element; negative counts from the end. The axis goes.</summary>
    public static TensorIndex FromInt32(int place) => new(place, null);

    /// <summary>One element; the axis goes.</summary>
    public static TensorIndex FromIndex(Index place) => new(Signed(place), null);

    /// <summary>The elements of a range.</summary>
    public static TensorIndex FromRange(Range range) => Slice(
        range.Start.Equals(Index.Start) ? null : range.Start.Equals(Index.End) ? int.MaxValue : Signed(range.Start),
        range.End.Equals(Index.End) ? null : Signed(range.End));

    /// <summary>Every so many elements of a range, as numpy has it.</summary>
    /// <param name="start">The first; the first there is when null. Negative counts from the end.</param>
    /// <param name="stop">The one to stop before; after the last when null.</param>
    /// <param name="step">How far it is to the next; 1 when null, backwards when negative.</param>
    public static TensorIndex Slice(int? start = null, int? stop = null, int? step = null) => new(null, new JsonObject
    {
        ["class_name"] = "__slice__",
        ["config"] = new JsonObject { ["start"] = start, ["stop"] = stop, ["step"] = step },
    });

    internal JsonNode? ToJson() => place is { } number ? JsonValue.Create(number) : range?.DeepClone();

    private static int Signed(Index index) => index.IsFromEnd ? -index.Value : index.Value;
}
