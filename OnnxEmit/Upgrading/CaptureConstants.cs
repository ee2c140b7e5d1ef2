namespace OnnxEmit;

/// <summary>
/// Moves the constants of subgraphs into the graph around them, which they then capture: weights in the body of a loop are found and
/// replaced like others.
/// </summary>
internal static class CaptureConstants
{
    /// <summary>The graph whose subgraphs hold no constants of their own.</summary>
    public static Graph Apply(Graph graph) =>
        Rewriter.Apply(graph, static op => op.Subgraphs.Any() ? op.WithSubgraphs(Capturing).Outputs : null);

    private static Graph Capturing(Graph graph) => new(
        graph.Inputs, graph.Outputs,
        graph.Captures.Concat(graph.Constants).Concat(graph.Operators.SelectMany(op => op.Subgraphs).SelectMany(g => g.Captures)
            .Where(v => v.IsInitializer)).Distinct(), graph.Name);
}
