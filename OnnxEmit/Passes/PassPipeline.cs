namespace OnnxEmit;

/// <summary>The order in which passes run.</summary>
public static class PassPipeline
{
    /// <summary>Before differentiation: what is moved here moves in the gradients, too.</summary>
    /// <param name="graph">A graph as layers lower to it.</param>
    public static Graph BeforeDifferentiation(Graph graph) =>
        TrimUnreadPlaces.Apply(MoveReluBehindMaxPool.Apply(CancelTransposes.Apply(graph)));

    /// <summary>After differentiation: what the rules left over.</summary>
    /// <param name="graph">Forward and backward in one.</param>
    public static Graph AfterDifferentiation(Graph graph) => graph;

    /// <summary>For a graph that only predicts.</summary>
    /// <param name="graph">A graph as layers lower to it.</param>
    public static Graph Inference(Graph graph) => CancelTransposes.Apply(graph);
}
