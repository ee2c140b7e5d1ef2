using System.Collections.Immutable;

namespace Fluent;

/// <summary>One call of an operation in the graph.</summary>
internal sealed class Node
{
    public Node(Operation operation, CallArguments arguments, ImmutableArray<Tensor> outputs)
    {
        (Operation, Arguments, Outputs) = (operation, arguments, outputs);
        Inputs = arguments.Tensors;
        for (int i = 0; i < outputs.Length; i++)
            (outputs[i].Node, outputs[i].Index) = (this, i);
        operation.AddNode(this);
    }

    public Operation Operation { get; }

    public CallArguments Arguments { get; }

    /// <summary>Every tensor among the arguments.</summary>
    public ImmutableArray<Tensor> Inputs { get; }

    public ImmutableArray<Tensor> Outputs { get; }

    public bool IsInput => Operation is InputLayer;
}
