using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Takes operators out that change nothing: Identity, a Cast to the type that is there, a Transpose by the order that is there, a Reshape,
/// Expand or Slice to the shape that is there, the addition of nothing. Only what is exact to the last bit goes.
/// </summary>
public static class EliminateIdentities
{
    /// <summary>The graph after the pass.</summary>
    /// <param name="graph">Any graph.</param>
    public static Graph Apply(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Rewriter.Apply(graph, Eliminate);
    }

    /// <summary>What stands in place of an operator that changes nothing; null for others.</summary>
    internal static ImmutableArray<Value>? Eliminate(Operator op) => op.Unchanged() is { } same ? [same, .. op.Outputs[1..]] : null;
}
