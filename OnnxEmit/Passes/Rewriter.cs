using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Replays a graph operator by operator and lets a pass put other values in place of an operator's outputs.</summary>
internal static class Rewriter
{
    /// <summary>What a pass does with one operator, its inputs already rewritten: other outputs, or null to leave it.</summary>
    public delegate ImmutableArray<Value>? Rule(Operator op);

    /// <summary>The graph after the pass, itself where nothing changes; names of inputs and outputs stay.</summary>
    public static Graph Apply(Graph graph, Rule rule) => Apply(graph, rule, []);

    // What graphs around it replace stands in the same table, so that a subgraph is replayed once, on their new values.
    private static Graph Apply(Graph graph, Rule rule, Dictionary<Value, Value> replaced)
    {
        bool changed = graph.Captures.Any(replaced.ContainsKey);
        foreach (Operator op in graph.Operators)
        {
            Operator current = Current(op, replaced, rule);
            ImmutableArray<Value> outputs = rule(current) ?? current.Outputs;
            for (int i = 0; i < outputs.Length; i++)
            {
                if (outputs[i] == op.Outputs[i])
                    continue;
                if (outputs[i].Producer is not null || outputs[i].Data is not null)      // what an input is called is the caller's
                    outputs[i].Name ??= op.Outputs[i].Name;
                replaced[op.Outputs[i]] = outputs[i];
                changed = true;
            }
        }

        return !changed ? graph
            : new(graph.Inputs, graph.Outputs.Select(y => KeepName(y, replaced.GetValueOrDefault(y, y))),
                graph.Captures.Select(v => replaced.GetValueOrDefault(v, v)), graph.Name)
        {
            DocString = graph.DocString,
            Metadata = graph.Metadata,
            InputDefaults = graph.InputDefaults,
            Quantization = [.. graph.Quantization.Select(q => new QuantizationAnnotation(
                replaced.GetValueOrDefault(q.Value, q.Value),
                q.Parameters.ToImmutableDictionary(p => p.Key, p => replaced.GetValueOrDefault(p.Value, p.Value))))],
        };
    }

    private static Operator Current(Operator op, Dictionary<Value, Value> replaced, Rule rule)
    {
        if (op.Subgraphs.Any())
            op = WithSubgraphs(op, replaced, rule);
        foreach (Value? input in op.Inputs)
        {
            if (input is not null && replaced.ContainsKey(input))
                return op.With(Inputs(op, replaced));
        }

        return op;
    }

    private static ImmutableArray<Value?> Inputs(Operator op, Dictionary<Value, Value> replaced) =>
        [.. op.Inputs.Select(x => x is null ? null : replaced.GetValueOrDefault(x, x))];

    private static Operator WithSubgraphs(Operator op, Dictionary<Value, Value> replaced, Rule rule)
    {
        bool changed = false;
        Operator rewritten = op.WithSubgraphs(graph =>
        {
            Graph after = Apply(graph, rule, replaced);
            changed |= after != graph;
            return after;
        });
        return changed ? rewritten : op;
    }

    // A graph's output keeps its name; a value that has another already gets an Identity behind it.
    private static Value KeepName(Value old, Value current)
    {
        if (old == current || old.Name is null || current.Name == old.Name)
            return current;
        if (current.Producer is not null && current.Name is null)
        {
            current.Name = old.Name;
            return current;
        }

        Value named = Op.Identity(current);
        named.Name = old.Name;
        return named;
    }
}
