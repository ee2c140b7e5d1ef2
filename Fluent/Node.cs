using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Fluent;

/// <summary>One call of an operation in the graph.</summary>
internal sealed class Node
{
    private static long made;
    private readonly Tensor[] inputs;                  // first: a graph's links, for the reason that OnnxEmit.Operator gives

    public Node(Operation operation, CallArguments arguments, ImmutableArray<Tensor> outputs)
    {
        (Operation, Arguments, Outputs) = (operation, arguments, outputs);
        inputs = ImmutableCollectionsMarshal.AsArray(arguments.Tensors)!;
        for (int i = 0; i < outputs.Length; i++)
            (outputs[i].Node, outputs[i].Index) = (this, i);
        operation.AddNode(this);
    }

    /// <summary>The number in the order in which calls were made.</summary>
    public long Number { get; } = Interlocked.Increment(ref made);

    public Operation Operation { get; }

    public CallArguments Arguments { get; }

    /// <summary>Every tensor among the arguments.</summary>
    public ImmutableArray<Tensor> Inputs => ImmutableCollectionsMarshal.AsImmutableArray(inputs);

    public ImmutableArray<Tensor> Outputs { get; }

    public bool IsInput => Operation is InputLayer;
}
