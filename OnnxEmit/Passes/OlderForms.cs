namespace OnnxEmit;

/// <summary>Writes operators that an older operator set lacks in operators that it has: Gelu through Erf.</summary>
internal static class OlderForms
{
    /// <summary>The graph for a version of ai.onnx; operators without an equal form stay, and writing tells of them.</summary>
    public static Graph Apply(Graph graph, int opset)
    {
        while (HasNewer(graph, opset))
            graph = Rewriter.Apply(graph, op => IsNewer(op, opset) ? op.Decompose() : null);
        return graph;
    }

    private static bool HasNewer(Graph graph, int opset) => graph.Operators.Any(op =>
        (IsNewer(op, opset) && op.Decompose() is not null) || op.Subgraphs.Any(g => HasNewer(g, opset)));

    private static bool IsNewer(Operator op, int opset) => op.Domain.Length == 0 && op.SinceVersion > opset;
}
