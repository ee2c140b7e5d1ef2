namespace OnnxEmit;

/// <summary>
/// Writes operators whose kernel in ONNX Runtime is slow as others that it computes faster. For graphs that run here, not for export.
/// </summary>
public static class UseFasterForms
{
    /// <summary>The graph after the pass.</summary>
    /// <param name="graph">Any graph; differentiated before, as the operators' own gradients are the simpler ones.</param>
    public static Graph Apply(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Rewriter.Apply(graph, op => op.Faster() is { } value ? [value] : null);
    }
}
