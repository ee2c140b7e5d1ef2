using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Replays a graph and its subgraphs operator by operator and lets a pass put other values in place of an operator's outputs.
/// </summary>
internal static class Rewriter
{
    /// <summary>What a pass does with one operator, its inputs already rewritten: other outputs, or null to leave it.</summary>
    public delegate ImmutableArray<Value>? Rule(Operator op);

    /// <summary>The graph after the pass, itself where nothing changes; names of inputs and outputs stay.</summary>
    public static Graph Apply(Graph graph, Rule rule)
    {
        Dictionary<Value, Value> replaced = [];
        Walk(graph, rule, replaced);
        return replaced.Count == 0 ? graph
            : graph.With(graph.Outputs.Select(y => KeepName(y, replaced.GetValueOrDefault(y, y))), graph.Captures, replaced);
    }

    private static void Walk(Graph graph, Rule rule, Dictionary<Value, Value> replaced)
    {
        foreach (Operator op in graph.Operators)
        {
            Operator current = Replay.On(op, replaced, g => Subgraph(g, rule, replaced));
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
    }

    // What a rule finds behind a captured value stands outside, so the captures are told anew. Of the outputs only the order counts. Each
    // subgraph has a table of its own, as a branch and its gradient may share operators.
    private static Graph Subgraph(Graph graph, Rule rule, Dictionary<Value, Value> outer)
    {
        long start = Operator.Next();
        Dictionary<Value, Value> replaced = graph.Captures.Where(outer.ContainsKey).ToDictionary(v => v, v => outer[v]);
        Value[] known = [.. graph.Captures, .. replaced.Values];
        Walk(graph, rule, replaced);
        if (replaced.Count == 0)
            return graph;
        ImmutableArray<Value> outputs = [.. graph.Outputs.Select(y => replaced.GetValueOrDefault(y, y))];
        return graph.With(outputs, new Closure(start, graph.Operators, known).Captures(graph.Inputs, outputs), replaced);
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
