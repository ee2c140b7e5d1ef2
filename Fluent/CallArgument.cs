using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Fluent;

/// <summary>One argument of a call: a tensor, a list of arguments, or a constant.</summary>
internal sealed class CallArgument
{
    private CallArgument(Tensor? tensor, ImmutableArray<CallArgument> items, JsonNode? constant)
    {
        (Tensor, Items, Constant) = (tensor, items, constant);
    }

    public Tensor? Tensor { get; }

    /// <summary>The items of a list; default where it is not one.</summary>
    public ImmutableArray<CallArgument> Items { get; }

    /// <summary>The constant, as JSON; null as well.</summary>
    public JsonNode? Constant { get; }

    public IEnumerable<Tensor> Tensors => Tensor is not null ? [Tensor] : Items.IsDefault ? [] : Items.SelectMany(item => item.Tensors);

    public static CallArgument Of(Tensor tensor) => new(tensor, default, null);

    public static CallArgument Of(IEnumerable<CallArgument> items) => new(null, [.. items], null);

    public static CallArgument Of(JsonNode? constant) => new(null, default, constant);

    /// <summary>The same with every tensor replaced.</summary>
    public CallArgument Map(Func<Tensor, Tensor> replace) =>
        Tensor is not null ? Of(replace(Tensor)) : Items.IsDefault ? this : Of(Items.Select(item => item.Map(replace)));
}
