using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Replays a graph operator by operator and lets a pass put other values in place of an operator's outputs.</summary>
internal static class Rewriter
{
    /// <summary>What a pass does with one operator, its inputs already rewritten: other outputs, or null to leave it.</summary>
    public delegate ImmutableArray<Value>? Rule(Operator op);

    /// <summary>The graph after the pass; names of inputs and outputs stay.</summary>
    public static Graph Apply(Graph graph, Rule rule)
    {
        Dictionary<Value, Value> replaced = [];
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
            }
        }

        return new(graph.Inputs, graph.Outputs.Select(y => KeepName(y, replaced.GetValueOrDefault(y, y))), graph.Captures, graph.Name)
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
            op = op.WithSubgraphs(g => Apply(g.Captures.Any(replaced.ContainsKey) ? Recapture(g, replaced) : g, rule));
        if (!op.Inputs.Any(x => x is not null && replaced.ContainsKey(x)))
            return op;
        Operator copy = op.With([.. op.Inputs.Select(x => x is null ? null : replaced.GetValueOrDefault(x, x))]);
        return copy;
    }

    // The subgraph's own operators on the new outer values.
    private static Graph Recapture(Graph graph, Dictionary<Value, Value> replaced)
    {
        Dictionary<Value, Value> inner = graph.Captures.Where(replaced.ContainsKey).ToDictionary(v => v, v => replaced[v]);
        foreach (Operator op in graph.Operators)
        {
            Operator current = Current(op, inner, _ => null);
            for (int i = 0; current != op && i < op.Outputs.Length; i++)
                inner[op.Outputs[i]] = current.Outputs[i];
        }

        return new(graph.Inputs, graph.Outputs.Select(y => inner.GetValueOrDefault(y, y)),
            graph.Captures.Select(v => replaced.GetValueOrDefault(v, v)), graph.Name);
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
