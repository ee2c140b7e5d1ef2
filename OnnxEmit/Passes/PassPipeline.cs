namespace OnnxEmit;

/// <summary>The order in which passes run.</summary>
public static class PassPipeline
{
    /// <summary>Before differentiation: what is moved here moves in the gradients, too.</summary>
    /// <param name="graph">A graph as layers lower to it.</param>
    public static Graph BeforeDifferentiation(Graph graph) => TrimUnreadPlaces.Apply(Arrange(graph));

    /// <summary>After differentiation: what the rules left over.</summary>
    /// <param name="graph">Forward and backward in one.</param>
    public static Graph AfterDifferentiation(Graph graph) => Tidy(UseFasterForms.Apply(graph));

    /// <summary>For a graph that only predicts: operators keep the form that other runtimes know them by.</summary>
    /// <param name="graph">A graph as layers lower to it.</param>
    public static Graph Inference(Graph graph) => Tidy(Arrange(graph));

    /// <summary>As <see cref="Inference(Graph)"/>, with some constants left as they are.</summary>
    /// <param name="graph">A graph as layers lower to it.</param>
    /// <param name="isKept">Whether a constant has to stay in the graph by itself.</param>
    internal static Graph Inference(Graph graph, Func<Value, bool> isKept) => Tidy(Arrange(graph), isKept);

    /// <summary>What changes the order of operators alone: constants stay as they are.</summary>
    /// <param name="graph">A graph as layers lower to it.</param>
    public static Graph Arrange(Graph graph) =>
        MoveReluBehindMaxPool.Apply(KeepPadBeforeMaxPool.Apply(CancelTransposes.Apply(EliminateIdentities.Apply(graph))));

    /// <summary>Before a graph is written for an operator set: what it lacks in other operators.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="opset">The version of ai.onnx.</param>
    public static Graph ForOpset(Graph graph, int opset) => OlderForms.Apply(graph, opset);

    private static Graph Tidy(Graph graph) => Tidy(graph, static _ => false);

    /// <summary>What is left of <see cref="Inference(Graph, Func{Value, bool})"/> for a graph that is arranged.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="isKept">Whether a constant has to stay in the graph by itself.</param>
    internal static Graph Tidy(Graph graph, Func<Value, bool> isKept) =>
        KeepStatistics.Apply(Rewriter.Apply(graph, op => FoldConstants.Fold(op, isKept) ?? EliminateIdentities.Eliminate(op)));
}
