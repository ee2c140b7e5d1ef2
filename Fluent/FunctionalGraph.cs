using System.Collections;
using System.Collections.Immutable;
using OnnxEmit;

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
        NumberTable<bool> starts = new();
        foreach (Tensor input in inputs)
            starts[input.Node.Number] = true;
        List<Node> order = [];
        NumberTable<bool?> ready = new();              // of calls; false on the way
        List<Operation> met = [];
        NumberTable<(int Place, int Depth)> places = new();    // of operations, by their first calls; the first place is 1
        foreach (Tensor output in outputs)
            Visit(output.Node);
        foreach (Tensor input in inputs)               // an input that nothing uses stays part of the model
        {
            if (ready[input.Node.Number] is null)
                order.Add(input.Node);
            ready[input.Node.Number] = true;
            Meet(input.Operation, -1);
        }

        bool oneEach = FindDepths(order, places);
        ImmutableArray<Operation> operations = [.. met.OrderBy(op => Rank(places[op.FirstCall]))];
        CheckNames(label, operations);
        bool isChain = oneEach && order.Count == operations.Length && order.TrueForAll(node => node.Inputs.Length <= 1);
        return new([.. order], operations, isChain);

        void Visit(Node start)
        {
            Stack<Node> stack = new([start]);
            while (stack.TryPop(out Node? node))
            {
                ref bool? isReady = ref ready[node.Number];
                if (isReady is false)
                {
                    order.Add(node);
                    isReady = true;
                }

                if (isReady is true)
                    continue;
                if (node.IsInput && !starts[node.Number])
                {
                    throw new FluentException(label,
                        "its outputs to be computed from its inputs alone",
                        $"an output that also needs input '{node.Outputs[0].Name}', which is not among the inputs " +
                        $"({string.Join(", ", inputs.Select(i => i.Operation.Name))})");
                }

                isReady = false;
                Meet(node.Operation, met.Count + 1);
                stack.Push(node);
                if (starts[node.Number])
                    continue;
                for (int i = node.Inputs.Length - 1; i >= 0; i--)
                {
                    if (node.Inputs[i].Node is var input && ready[input.Number] is null)
                        stack.Push(input);
                }
            }
        }

        void Meet(Operation operation, int place)
        {
            ref (int Place, int Depth) known = ref places[operation.FirstCall];
            if (known.Place != 0)
                return;
            known.Place = place;
            met.Add(operation);
        }
    }

    // The deepest first, then by place.
    private static long Rank((int Place, int Depth) known) => ((long)-known.Depth << 32) + known.Place;

    // A call is one deeper than its deepest consumer, and at least as deep as later calls of the same layer. Told is whether there is
    // one call at each depth.
    private static bool FindDepths(List<Node> order, NumberTable<(int Place, int Depth)> places)
    {
        NumberTable<int> depths = new();               // of calls
        BitArray taken = new(order.Count);
        for (int i = order.Count - 1; i >= 0; i--)
        {
            Node node = order[i];
            ref int ofOperation = ref places[node.Operation.FirstCall].Depth, ofNode = ref depths[node.Number];
            ofOperation = ofNode = Math.Max(ofNode, ofOperation);
            foreach (Tensor input in node.Inputs)
            {
                ref int before = ref depths[input.Node.Number];
                before = Math.Max(before, ofNode + 1);
            }

            if (ofNode < order.Count)
                taken[ofNode] = true;
        }

        return taken.HasAllSet();
    }

    private static void CheckNames(string label, ImmutableArray<Operation> operations)
    {
        HashSet<string> names = new(operations.Length, StringComparer.Ordinal);
        foreach (Operation operation in operations)
        {
            if (!names.Add(operation.Name))
                throw NotUnique(label, operation.Name, operations);
        }
    }

    private static FluentException NotUnique(string label, string name, ImmutableArray<Operation> operations) => new(
        label, "every layer and operation to have a name of its own", $"the name '{name}' {operations.Count(op => op.Name == name)} times");
}
