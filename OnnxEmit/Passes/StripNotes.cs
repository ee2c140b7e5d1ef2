using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Takes away what a graph says besides what it computes: documentation and notes of itself, its nodes and its values.</summary>
public static class StripNotes
{
    /// <summary>The graph after the pass; names stay.</summary>
    /// <param name="graph">Any graph.</param>
    public static Graph Apply(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Dictionary<Value, Value> replaced = graph.Inputs.Concat(graph.Constants).Where(HasNotes).ToDictionary(v => v, v => Bare(v));
        Graph bare = Rewriter.Substitute(graph, replaced, graph.Inputs.Select(v => replaced.GetValueOrDefault(v, v)!), Rewrite);
        return new(bare.Inputs, bare.Outputs, bare.Captures, bare.Name)
        {
            InputDefaults = graph.InputDefaults.ToImmutableDictionary(d => replaced.GetValueOrDefault(d.Key, d.Key)!, d => d.Value),
            Quantization = bare.Quantization,
        };
    }

    private static bool HasNotes(Value value) => value.DocString is not null || value.Metadata.Count > 0;

    private static Value Bare(Value value) => value.Data is { } data ? Value.Constant(data, value.Name)
        : value.SparseData is { } sparse ? Value.Constant(sparse, value.Name)
        : Value.Input(value.Type, value.Name);

    private static ImmutableArray<Value>? Rewrite(Operator op)
    {
        if (op.DocString is null && op.Metadata.Count == 0 && !op.Outputs.Any(HasNotes))
            return null;
        Operator bare = op.With(op.Inputs);
        bare.DocString = null;
        bare.Metadata = ImmutableDictionary<string, string>.Empty;
        return bare.Outputs;
    }
}
