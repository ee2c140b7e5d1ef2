namespace Fluent;

/// <summary>
/// Raw operations on tensors, as in <c>keras.ops</c>: <c>Ops.Mean(x, axis: 1)</c>. Each records a node of the graph, but no layer.
/// </summary>
public static partial class Ops
{
}
