using OnnxEmit.Operators;

namespace OnnxEmit;

/// <summary>
/// Keeps ONNX Runtime from merging zeros in front of a MaxPool into its pads, which count as −∞: where all numbers at a border are negative
/// the result would be another. It merges zeros only, so the smallest number above stands for them.
/// </summary>
public static class KeepPadBeforeMaxPool
{
    /// <summary>The graph after the pass.</summary>
    /// <param name="graph">Any graph.</param>
    public static Graph Apply(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Rewriter.Apply<MaxPool>(graph, op => op.Inputs[0]!.Producer is Pad pad && pad.WithoutZero() is { } padded
            ? op.With([padded]).Outputs
            : null);
    }
}
