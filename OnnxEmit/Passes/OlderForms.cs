using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Writes operators that a version of the operator set lacks, or that ONNX Runtime cannot run in it, in what it has: Gelu through Erf.
/// </summary>
internal static class OlderForms
{
    /// <summary>The graph for a version of ai.onnx; operators without an equal form stay, and writing tells of them.</summary>
    public static Graph Apply(Graph graph, int opset)
    {
        while (Lacks(graph, opset))
        {
            bool changed = false;
            Graph next = Rewriter.Apply(graph, op =>
            {
                ImmutableArray<Value>? form = Lacks(op, opset) ? op.OlderForm(opset) : null;
                if (form is null || !LeadsOn(op, form.Value))
                    return null;
                changed = true;
                return form;
            });
            if (!changed)
                return graph;
            graph = next;
        }

        return graph;
    }

    // A form that has the operator itself again is one only where it is of an earlier version: else there would be no end.
    private static bool LeadsOn(Operator op, ImmutableArray<Value> form) => Reach.Operators(form, op.Inputs.OfType<Value>())
        .All(other => other.OpType != op.OpType || other.Domain.Length > 0 || other.SinceVersion < op.SinceVersion);

    private static bool Lacks(Graph graph, int opset) =>
        graph.Operators.Any(op => Lacks(op, opset) || op.Subgraphs.Any(subgraph => Lacks(subgraph, opset)));

    private static bool Lacks(Operator op, int opset) => op.Domain.Length == 0 && (op.SinceVersion > opset || op.KernelUntil <= opset);
}
