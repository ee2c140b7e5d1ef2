using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Fluent;

/// <summary>One argument of a call: a tensor, a list of arguments, or a constant.</summary>
internal sealed class CallArgument
{
    private CallArgument(ImmutableArray<Tensor> tensors, ImmutableArray<CallArgument> items, JsonNode? constant)
    {
        (Tensors, Items, Constant) = (tensors, items, constant);
    }

    public Tensor? Tensor => IsTensor ? Tensors[0] : null;

    public bool IsTensor => Items.IsDefault && Tensors.Length == 1;

    /// <summary>The items of a list; default where it is not one.</summary>
    public ImmutableArray<CallArgument> Items { get; }

    /// <summary>The constant, as JSON; null as well.</summary>
    public JsonNode? Constant { get; }

    /// <summary>The tensors in it: the one that it is, or those of a list.</summary>
    public ImmutableArray<Tensor> Tensors { get; }

    public static CallArgument Of(Tensor tensor) => new([tensor], default, null);

    public static CallArgument Of(IEnumerable<CallArgument> items)
    {
        ImmutableArray<CallArgument> all = [.. items];
        return new([.. all.SelectMany(item => item.Tensors)], all, null);
    }

    public static CallArgument Of(JsonNode? constant) => new([], default, constant);

    /// <summary>The same with every tensor replaced.</summary>
    public CallArgument Map(Func<Tensor, Tensor> replace) =>
        Tensor is { } tensor ? Of(replace(tensor)) : Items.IsDefault ? this : Of(Items.Select(item => item.Map(replace)));
}
