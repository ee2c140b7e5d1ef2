using OnnxEmit.Operators;

namespace OnnxEmit;

/// <summary>
/// Pools first and cuts off negative numbers then: the same result, since the largest number stays the largest, but Relu and its gradient
/// run on what is left of the places.
/// </summary>
internal static class MoveReluBehindMaxPool
{
    /// <summary>The graph with each MaxPool moved before the Relu that it follows.</summary>
    public static Graph Apply(Graph graph) => Rewriter.Apply<MaxPool>(graph, static op =>
        op.Outputs.Length == 1 && op.Inputs is [{ Producer: Relu relu }] ? [Op.Relu(op.With([relu.Inputs[0]]).Output)] : null);
}
