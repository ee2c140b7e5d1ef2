using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Gives operators that will be differentiated the form whose gradient costs least: recurrent ones walk as a Scan, and a Scan keeps what
/// its gradient reads. Without it the gradient would compute the whole walk once more.
/// </summary>
public static class KeepForGradients
{
    /// <summary>The graph after the pass, to be differentiated next.</summary>
    /// <param name="graph">Any graph; passes that change operators come before.</param>
    /// <param name="wrt">The values that gradients are wanted of: operators that do not depend on them stay.</param>
    public static Graph Apply(Graph graph, IEnumerable<Value> wrt)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Value[] wanted = [.. wrt];
        while (true)
        {
            bool changed = false;
            HashSet<Value> active = [.. wanted, .. Inner(graph)];
            graph = Rewriter.Apply(graph, op =>
            {
                if (!Reach.Uses(op).Any(active.Contains))
                    return null;
                ImmutableArray<Value>? other = op.ForGradient();
                changed |= other is not null;
                active.UnionWith((other ?? op.Outputs).Where(y => y.Type is not TensorType { ElementType.IsFloat: false }));
                return other;
            });
            if (!changed)
                return graph;
        }
    }

    // What a subgraph's input stands for, the operator outside knows.
    private static IEnumerable<Value> Inner(Graph graph) =>
        graph.Operators.SelectMany(op => op.Subgraphs).SelectMany(g => g.Inputs.Concat(Inner(g)));
}
