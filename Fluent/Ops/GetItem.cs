using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent.Operations;

/// <summary>Part of a tensor: what <c>x[.., 1..]</c> is.</summary>
/// <remarks>A number takes one element along an axis and drops it; a range keeps the axis; axes that are not named stay whole.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class GetItem(string? name = null) : Operation(name)
{
    /// <summary>Adds the operation to the graph behind a tensor.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="index">What to take along each axis, from the first.</param>
    public Tensor Call(Tensor x, params ReadOnlySpan<TensorIndex> index)
    {
        ArgumentNullException.ThrowIfNull(x);
        JsonNode? key = index.Length == 1 ? index[0].ToJson() : null;
        if (index.Length != 1)
        {
            JsonArray list = [];
            foreach (TensorIndex item in index)
                list.Add(item.ToJson());
            key = list;
        }

        return Invoke(CallArguments.Of(CallArgument.Of(x), CallArgument.Of(key)))[0];
    }

    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Value x = call.Inputs.Count == 1 ? call.Inputs[0].Value : throw call.Expects("numbers and ranges as its index", "a tensor");
        JsonNode? key = call.Operand(1, "key").Constant;
        JsonNode?[] items = key is JsonArray list ? [.. list] : [key];
        int named = items.Count(item => item is not null && Class(item) != "__ellipsis__");
        if (named > x.Rank)
            throw call.Expects($"an index of at most {x.Rank} axes", $"{named}");

        List<long> starts = [], ends = [], axes = [], steps = [], dropped = [], added = [];
        int axis = 0, kept = 0;
        foreach (JsonNode? item in items)
        {
            if (item is null)
                added.Add(kept++);
            else if (Class(item) == "__ellipsis__")
                (axis, kept) = (axis + x.Rank - named, kept + x.Rank - named);
            else if (Class(item) == "__slice__")
            {
                Slice(item["config"]!.AsObject());
                (axis, kept) = (axis + 1, kept + 1);
            }
            else
                Take(item.GetValueKind() == JsonValueKind.Number ? Number(item)!.Value
                    : throw call.Expects("numbers and ranges as its index", item.ToJsonString()));
        }

        if (axes.Count > 0)
            x = Op.Slice(x, Constant(starts), Constant(ends), Constant(axes), Constant(steps));
        x = dropped.Count > 0 ? x.Squeeze([.. dropped]) : x;
        return added.Count > 0 ? x.Unsqueeze([.. added]) : x;

        void Slice(JsonObject range)
        {
            long step = Number(range["step"]) ?? 1;
            if (range["start"] is null && range["stop"] is null && step == 1)
                return;
            Add(Number(range["start"]) ?? (step > 0 ? 0 : long.MaxValue), Number(range["stop"])
                ?? (step > 0 ? long.MaxValue : long.MinValue), step);
        }

        void Take(long place)
        {
            if (x.Shape[axis].Size is { } size && (place >= size || place < -size))
                throw call.Expects($"an index from {-size} to {size - 1} along axis {axis}", $"{place}");
            Add(place, place == -1 ? long.MaxValue : place + 1, 1);
            dropped.Add(axis++);
        }

        void Add(long start, long end, long step)
        {
            starts.Add(start);
            ends.Add(end);
            axes.Add(axis);
            steps.Add(step);
        }
    }

    private static string? Class(JsonNode item) => item is JsonObject described ? (string?)described["class_name"] : null;

    private static long? Number(JsonNode? node) => node is null ? null : long.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    private static Value Constant(List<long> items) => Value.Constant([.. items]);
}
