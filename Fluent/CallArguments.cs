using System.Collections.Immutable;

namespace Fluent;

/// <summary>What an operation is called with: positional and named arguments, and whether this call trains.</summary>
internal sealed record CallArguments(
    ImmutableArray<CallArgument> Positional, ImmutableDictionary<string, CallArgument> Named, bool? Training = null)
{
    public static CallArguments None { get; } = new([], ImmutableDictionary<string, CallArgument>.Empty);

    /// <summary>Every tensor, positional ones first.</summary>
    public ImmutableArray<Tensor> Tensors => Named.IsEmpty ? PositionalTensors
        : [.. PositionalTensors, .. Named.OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => a.Value.Tensors)];

    /// <summary>The tensors among the positional arguments; nearly always it is one.</summary>
    public ImmutableArray<Tensor> PositionalTensors => Positional is [{ IsTensor: true } only] ? only.Tensors
        : [.. Positional.SelectMany(a => a.Tensors)];

    public static CallArguments Of(params IEnumerable<CallArgument> positional) => None with { Positional = [.. positional] };

    public static CallArguments Of(Tensor input, bool? training = null) => new([CallArgument.Of(input)], None.Named, training);

    /// <summary>One argument that is a list: how merging layers are called.</summary>
    public static CallArguments List(IEnumerable<Tensor> inputs) => Of(CallArgument.Of(inputs.Select(CallArgument.Of)));

    public CallArguments Map(Func<Tensor, Tensor> replace) => this with
    {
        Positional = [.. Positional.Select(a => a.Map(replace))],
        Named = Named.ToImmutableDictionary(a => a.Key, a => a.Value.Map(replace)),
    };
}
