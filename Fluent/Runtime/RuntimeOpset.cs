using OnnxEmit;

namespace Fluent;

/// <summary>
/// The version of the operator set that a graph is run at here: 18 where it needs nothing newer, since ONNX Runtime's AveragePool is four
/// times slower from 19 on; otherwise 21, the newest that the runtime has all kernels for; newer
/// operators are written in those that it has.
/// </summary>
internal static class RuntimeOpset
{
    public static OnnxModel ToModel(Graph graph)
    {
        int opset = IsNewer(graph) ? 21 : 18;
        return new(PassPipeline.ForOpset(graph, opset)) { Opset = opset, IrVersion = 10 };
    }

    private static bool IsNewer(Graph graph) =>
        graph.Operators.Any(op => (op.Domain.Length == 0 && op.SinceVersion > 18) || op.Subgraphs.Any(IsNewer));
}
