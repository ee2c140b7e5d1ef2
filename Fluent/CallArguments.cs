using System.Collections.Immutable;

namespace Fluent;

/// <summary>What an operation is called with: positional and named arguments, and whether this call trains.</summary>
internal sealed record CallArguments
{
    private readonly ImmutableArray<CallArgument> positional;      // default where each of them is a tensor: nearly always

    private CallArguments(ImmutableArray<Tensor> tensors, ImmutableArray<CallArgument> positional = default)
    {
        (PositionalTensors, this.positional) = (tensors, positional);
    }

    public static CallArguments None { get; } = new([]);

    public ImmutableArray<CallArgument> Positional => positional.IsDefault ? [.. PositionalTensors.Select(CallArgument.Of)] : positional;

    /// <summary>The tensors among the positional arguments.</summary>
    public ImmutableArray<Tensor> PositionalTensors { get; }

    public ImmutableDictionary<string, CallArgument> Named { get; init; } = ImmutableDictionary<string, CallArgument>.Empty;

    public bool? Training { get; init; }

    /// <summary>Every tensor, positional ones first.</summary>
    public ImmutableArray<Tensor> Tensors => Named.IsEmpty ? PositionalTensors
        : [.. PositionalTensors, .. Named.OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => a.Value.Tensors)];

    public static CallArguments Of(params IEnumerable<CallArgument> positional)
    {
        ImmutableArray<CallArgument> all = [.. positional];
        return new([.. all.SelectMany(a => a.Tensors)], all.All(a => a.Tensor is not null) ? default : all);
    }

    public static CallArguments Of(Tensor input, bool? training = null) => new([input]) { Training = training };

    /// <summary>One argument that is a list: how merging layers are called.</summary>
    public static CallArguments List(IEnumerable<Tensor> inputs) => Of(CallArgument.Of(inputs.Select(CallArgument.Of)));

    public CallArguments Map(Func<Tensor, Tensor> replace) => Of(Positional.Select(a => a.Map(replace))) with
    {
        Named = Named.ToImmutableDictionary(a => a.Key, a => a.Value.Map(replace)),
        Training = Training,
    };
}
