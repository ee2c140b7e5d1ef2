using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Tells which values a subgraph captures. Graphs have no borders, so what stands inside is told by time: what was made since the subgraph
/// was begun, and the operators that it had before.
/// </summary>
/// <param name="start">The number of the first operator or value made inside, by <see cref="Operator.Next"/>.</param>
/// <param name="own">Earlier operators that stand inside nevertheless.</param>
/// <param name="known">Constants that are captured rather than written inside, whenever they were made.</param>
internal sealed class Closure(long start, IEnumerable<Operator>? own = null, IEnumerable<Value>? known = null)
{
    private readonly HashSet<Operator> own = [.. own ?? []];
    private readonly HashSet<Value>? known = known is null ? null : [.. known];

    /// <summary>A subgraph that runs as often as its condition says: all that stands inside stays there.</summary>
    public Graph Branch(IEnumerable<Value> outputs) => Of([], [.. outputs], _ => true);

    /// <summary>A subgraph that runs many times: what does not depend on its inputs is computed once, before.</summary>
    public Graph Body(ImmutableArray<Value> inputs, ImmutableArray<Value> outputs)
    {
        HashSet<Value> varying = [.. inputs];
        foreach (Operator op in Reach.Operators(outputs, [.. inputs, .. Captures(inputs, outputs)]))
        {
            if (!op.IsRepeatable || Reach.Uses(op).Any(varying.Contains))
                varying.UnionWith(op.Outputs);
        }

        return Of(inputs, outputs, varying.Contains);
    }

    /// <summary>The values from outside that a subgraph uses, in order of first use.</summary>
    public ImmutableArray<Value> Captures(ImmutableArray<Value> inputs, ImmutableArray<Value> outputs) =>
        Frontier(inputs, outputs, _ => true);

    private Graph Of(ImmutableArray<Value> inputs, ImmutableArray<Value> outputs, Func<Value, bool> stays) =>
        new(inputs, outputs, Frontier(inputs, outputs, stays));

    private ImmutableArray<Value> Frontier(ImmutableArray<Value> inputs, ImmutableArray<Value> outputs, Func<Value, bool> stays)
    {
        HashSet<Value> seen = [.. inputs];
        HashSet<Operator> entered = [];
        ImmutableArray<Value>.Builder captures = ImmutableArray.CreateBuilder<Value>();
        Stack<Value> stack = new(outputs.Reverse());
        while (stack.TryPop(out Value? value))
        {
            if (!seen.Add(value))
                continue;
            if (!IsInside(value) || (value.Producer is not null && !stays(value)))
                captures.Add(value);
            else if (value.Producer is { } producer && entered.Add(producer))
                Array.ForEach([.. Reach.Uses(producer).Reverse()], stack.Push);
        }

        return captures.ToImmutable();
    }

    private bool IsInside(Value value) => value.Producer is { } producer
        ? producer.Order >= start || own.Contains(producer)
        : value.IsInitializer && (known is null ? value.Order >= start : !known.Contains(value));
}
