namespace OnnxEmit;

/// <summary>Writes operators that an older operator set lacks in operators that it has: Gelu through Erf.</summary>
internal static class OlderForms
{
    /// <summary>The graph for a version of ai.onnx; operators without an equal form stay, and writing tells of them.</summary>
    public static Graph Apply(Graph graph, int opset)
    {
        Graph before;
        do
            graph = Rewriter.Apply(before = graph, op => IsNewer(op, opset) ? op.Decompose() : null);
        while (graph != before);                       // what an operator is written in may be too new itself
        return graph;
    }

    private static bool IsNewer(Operator op, int opset) => op.Domain.Length == 0 && op.SinceVersion > opset;
}
