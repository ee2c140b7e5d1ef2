namespace OnnxEmit;

/// <summary>Computes values again from other ones: how a subgraph gets other inputs, or its captures other values.</summary>
internal static class Replay
{
    /// <summary>The values as they are computed from what stands in place of others.</summary>
    /// <param name="outputs">The values.</param>
    /// <param name="replaced">What stands in place of which; takes up what is computed anew.</param>
    /// <param name="boundary">Values whose origin does not matter.</param>
    public static Value[] Apply(IReadOnlyList<Value> outputs, Dictionary<Value, Value> replaced, IEnumerable<Value> boundary)
    {
        foreach (Operator op in Reach.Operators(outputs, [.. boundary, .. replaced.Keys]))
        {
            Operator current = On(op, replaced, graph => Apply(graph, replaced));
            for (int i = 0; current != op && i < op.Outputs.Length; i++)
                replaced[op.Outputs[i]] = current.Outputs[i];
        }

        return [.. outputs.Select(y => replaced.GetValueOrDefault(y, y))];
    }

    /// <summary>An operator on what stands in place of its inputs; itself where nothing changes.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="replaced">What stands in place of which.</param>
    /// <param name="rewrite">What becomes of its subgraphs.</param>
    public static Operator On(Operator op, Dictionary<Value, Value> replaced, Func<Graph, Graph> rewrite)
    {
        if (op.Subgraphs.Any())
        {
            Dictionary<Graph, Graph> graphs = op.Subgraphs.Distinct().ToDictionary(g => g, rewrite);
            if (graphs.Any(pair => pair.Key != pair.Value))
                op = op.WithSubgraphs(graph => graphs[graph]);
        }

        foreach (Value? input in op.Inputs)            // written out, for most passes change little and allocate nothing
        {
            if (input is not null && replaced.ContainsKey(input))
                return With(op, replaced);
        }

        return op;
    }

    private static Operator With(Operator op, Dictionary<Value, Value> replaced) =>
        op.With([.. op.Inputs.Select(x => x is null ? null : replaced.GetValueOrDefault(x, x))]);

    // A subgraph on other captures.
    private static Graph Apply(Graph graph, Dictionary<Value, Value> replaced)
    {
        if (!graph.Captures.Any(replaced.ContainsKey))
            return graph;
        Dictionary<Value, Value> inner = graph.Captures.Where(replaced.ContainsKey).ToDictionary(v => v, v => replaced[v]);
        Value[] outputs = Apply(graph.Outputs, inner, [.. graph.Inputs, .. graph.Captures]);
        return graph.With(outputs, graph.Captures.Select(v => replaced.GetValueOrDefault(v, v)));
    }
}
