using System.Collections;
using System.Collections.Immutable;

namespace Fluent;

/// <summary>The calls between a model's inputs and outputs, checked and in Keras's order.</summary>
internal sealed class FunctionalGraph
{
    private FunctionalGraph(ImmutableArray<Node> nodes, ImmutableArray<Operation> operations, bool isChain) =>
        (Nodes, Operations, IsChain) = (nodes, operations, isChain);

    /// <summary>The calls, each after those whose outputs it uses.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>
    /// The operations by depth, inputs first, ties in the order in which a walk from the outputs meets them: Keras's order of layers.
    /// </summary>
    public ImmutableArray<Operation> Operations { get; }

    /// <summary>Whether each call has one input, from the call before it, and each operation is called once.</summary>
    public bool IsChain { get; }

    /// <summary>Walks from the outputs to the inputs.</summary>
    /// <exception cref="FluentException">The graph is disconnected, or two operations share a name.</exception>
    public static FunctionalGraph Between(string label, TensorStructure inputs, TensorStructure outputs)
    {
        HashSet<Node> starts = [.. inputs.Select(input => input.Node)];
        List<Node> order = [];
        Dictionary<Operation, int> met = [];           // in which order
        HashSet<Node> seen = [];
        foreach (Tensor output in outputs)
            Visit(output.Node);
        foreach (Tensor input in inputs)               // an input that nothing uses stays part of the model
        {
            if (seen.Add(input.Node))
                order.Add(input.Node);
            met.TryAdd(input.Operation, -1);
        }

        (Dictionary<Operation, int> depths, bool oneEach) = Depths(order, met.Count);
        ImmutableArray<Operation> operations = [.. met.Keys.OrderByDescending(op => depths[op]).ThenBy(op => met[op])];
        CheckNames(label, operations);
        bool isChain = oneEach && order.Count == operations.Length && order.TrueForAll(node => node.Inputs.Length <= 1);
        return new([.. order], operations, isChain);

        void Visit(Node start)
        {
            Stack<(Node Node, bool Ready)> stack = new([(start, false)]);
            while (stack.TryPop(out (Node Node, bool Ready) top))
            {
                if (top.Ready)
                {
                    order.Add(top.Node);
                    continue;
                }

                if (!seen.Add(top.Node))
                    continue;
                if (top.Node.IsInput && !starts.Contains(top.Node))
                {
                    throw new FluentException(label,
                        "its outputs to be computed from its inputs alone",
                        $"an output that also needs input '{top.Node.Outputs[0].Name}', which is not among the inputs " +
                        $"({string.Join(", ", inputs.Select(i => i.Operation.Name))})");
                }

                met.TryAdd(top.Node.Operation, met.Count);
                stack.Push((top.Node, true));
                if (starts.Contains(top.Node))
                    continue;
                for (int i = top.Node.Inputs.Length - 1; i >= 0; i--)
                {
                    if (top.Node.Inputs[i].Node is var input && !seen.Contains(input))
                        stack.Push((input, false));
                }
            }
        }
    }

    // A call is one deeper than its deepest consumer, and at least as deep as later calls of the same layer. Also told: whether there is
    // one call at each depth.
    private static (Dictionary<Operation, int> Operations, bool OneEach) Depths(List<Node> order, int count)
    {
        Dictionary<Node, int> nodes = new(order.Count);
        Dictionary<Operation, int> operations = new(count);
        for (int i = order.Count - 1; i >= 0; i--)
        {
            Node node = order[i];
            int depth = Math.Max(nodes.GetValueOrDefault(node), operations.GetValueOrDefault(node.Operation));
            operations[node.Operation] = depth;
            nodes[node] = depth;
            foreach (Tensor input in node.Inputs)
                nodes[input.Node] = Math.Max(nodes.GetValueOrDefault(input.Node), depth + 1);
        }

        BitArray taken = new(order.Count);
        foreach (int depth in nodes.Values.Where(depth => depth < order.Count))
            taken[depth] = true;
        return (operations, taken.HasAllSet());
    }

    private static void CheckNames(string label, ImmutableArray<Operation> operations)
    {
        HashSet<string> names = new(operations.Length, StringComparer.Ordinal);
        foreach (Operation operation in operations)
        {
            if (!names.Add(operation.Name))
            {
                throw new FluentException(label,
                    "every layer and operation to have a name of its own",
                    $"the name '{operation.Name}' {operations.Count(op => op.Name == operation.Name)} times");
            }
        }
    }
}
