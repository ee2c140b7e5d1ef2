using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// What can be called on tensors: layers, models, and raw operations such as <c>x + y</c>. Each call is a node of the graph.
/// </summary>
public abstract class Operation
{
    private static readonly Lock Adding = new();
    private Node? first;
    private List<Node>? nodes;                         // where there are several: few operations are called again

    /// <summary>An operation.</summary>
    /// <param name="name">Its name; made from its class when null.</param>
    protected Operation(string? name)
    {
        Name = name ?? AutoName.Next(GetType());
    }

    /// <summary>Its name, unique in a model.</summary>
    public string Name { get; }

    /// <summary>The class name in Keras's files.</summary>
    public string KerasClassName => KerasNameAttribute.Of(GetType());

    /// <summary>How errors name it: <c>Layer 'conv1'</c>.</summary>
    internal virtual string Label => $"Operation '{Name}'";

    /// <summary>What an output is called in a model that ends with it: as the operation, unless it knows better.</summary>
    internal virtual string NameOfOutput(int index) => Name;

    /// <summary>The calls so far.</summary>
    internal IReadOnlyList<Node> Nodes => nodes ?? (first is null ? [] : [first]);

    /// <summary>The number of its first call, by which an operation in a graph is known.</summary>
    internal long FirstCall => first!.Number;

    /// <summary>Writes what one call computes as ONNX operators.</summary>
    /// <param name="call">The inputs, weights and circumstances of the call.</param>
    /// <returns>The outputs; a single value converts by itself.</returns>
    /// <remarks>Holds no state: it is run once to find out shapes, and again for each graph that the model is written as.</remarks>
    protected internal abstract LayerResult Lower(LayerCall call);

    /// <summary>The constructor's arguments in Keras's names.</summary>
    internal virtual JsonObject GetConfig()
    {
        JsonObject config = new() { ["name"] = Name };
        AddConfig(config);
        return config;
    }

    /// <summary>Adds the constructor's arguments in Keras's names; generated.</summary>
    /// <param name="config">Where to.</param>
    protected internal virtual void AddConfig(JsonObject config)
    {
    }

    internal void AddNode(Node node)
    {
        lock (Adding)
        {
            if (first is null)
                first = node;
            else
                (nodes ??= [first]).Add(node);
        }
    }

    /// <summary>Calls the operation: infers the outputs by lowering it onto placeholders, and records the node.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="path">What the paths of new weights begin with; the operation's name when null.</param>
    internal ImmutableArray<Tensor> Invoke(CallArguments arguments, string? path = null)
    {
        Lowering.LoweringContext context = Lowering.LoweringContext.ForShapes();
        LayerResult result = context.Run(this, arguments, Placeholder, parent: null, path);
        context.Commit();
        Tensor[] outputs = new Tensor[result.Count];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = new(result[i].Value.TensorType, hasMask: result[i].Mask is not null);
        return new Node(this, arguments, ImmutableCollectionsMarshal.AsImmutableArray(outputs)).Outputs;
    }

    // Another one each time that it is asked for: where shapes alone are wanted, it need not be the same.
    private static MaskedValue Placeholder(Tensor tensor) => new(
        Value.Input(tensor.Type), tensor.HasMask ? Value.Input(ElementType.Bool, tensor.Shape[..2]) : null);
}
