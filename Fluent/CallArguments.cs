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

/// <summary>What an operation is called with: positional and named arguments, and whether this call trains.</summary>
internal sealed record CallArguments(
    ImmutableArray<CallArgument> Positional, ImmutableDictionary<string, CallArgument> Named, bool? Training = null)
{
    public static CallArguments None { get; } = new([], ImmutableDictionary<string, CallArgument>.Empty);

    /// <summary>Every tensor, positional ones first.</summary>
    public IEnumerable<Tensor> Tensors => Positional.SelectMany(a => a.Tensors).Concat(Named.OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => a.Value.Tensors));

    public static CallArguments Of(params IEnumerable<CallArgument> positional) => None with { Positional = [.. positional] };

    public static CallArguments Of(Tensor input) => Of(CallArgument.Of(input));

    /// <summary>One argument that is a list: how merging layers are called.</summary>
    public static CallArguments List(IEnumerable<Tensor> inputs) => Of(CallArgument.Of(inputs.Select(CallArgument.Of)));

    public CallArguments Map(Func<Tensor, Tensor> replace) => this with
    {
        Positional = [.. Positional.Select(a => a.Map(replace))],
        Named = Named.ToImmutableDictionary(a => a.Key, a => a.Value.Map(replace)),
    };
}
