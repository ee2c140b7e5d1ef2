using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Fluent;

/// <summary>One argument of a call: a tensor, a list of arguments, or a constant.</summary>
internal readonly struct CallArgument
{
    private readonly object? content;                  // one of the three, for nearly all calls in a graph have one tensor

    private CallArgument(object? content) => this.content = content;

    public Tensor? Tensor => content as Tensor;

    /// <summary>The items of a list; default where it is not one.</summary>
    public ImmutableArray<CallArgument> Items => ImmutableCollectionsMarshal.AsImmutableArray(content as CallArgument[]);

    /// <summary>The constant, as JSON; null as well.</summary>
    public JsonNode? Constant => content as JsonNode;

    /// <summary>The tensors in it: the one that it is, or those of a list.</summary>
    public ImmutableArray<Tensor> Tensors => content switch
    {
        Tensor tensor => [tensor],
        CallArgument[] items => [.. items.SelectMany(item => item.Tensors)],
        _ => [],
    };

    public static CallArgument Of(Tensor tensor) => new(tensor);

    public static CallArgument Of(IEnumerable<CallArgument> items) => new((CallArgument[])[.. items]);

    public static CallArgument Of(JsonNode? constant) => new(constant);

    /// <summary>The same with every tensor replaced.</summary>
    public CallArgument Map(Func<Tensor, Tensor> replace) => content switch
    {
        Tensor tensor => Of(replace(tensor)),
        CallArgument[] items => Of(items.Select(item => item.Map(replace))),
        _ => this,
    };
}
