using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Passes;

/// <summary>A pass changes how a graph computes, never what.</summary>
internal static class PassCheck
{
    /// <summary>The graph after the pass, having computed the same bits on ONNX Runtime before and after.</summary>
    public static Graph Same(Graph before, Func<Graph, Graph> pass, params (string Name, TensorData Data)[] feeds)
    {
        Dictionary<string, TensorData> named = feeds.ToDictionary(feed => feed.Name, feed => feed.Data);
        TensorData[] expected = OnnxRunner.Run(before, named);
        Graph after = pass(before);
        CollectionAssert.AreEqual(expected, OnnxRunner.Run(after, named));
        return after;
    }

    /// <summary>The operators of a graph, in order.</summary>
    public static string Operators(Graph graph) => string.Join(", ", graph.Operators.Select(op => op.OpType));
}
