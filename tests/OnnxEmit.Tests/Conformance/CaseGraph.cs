using OnnxEmit.Tests.Protobuf;

namespace OnnxEmit.Tests.Conformance;

/// <summary>A case of the ONNX project in today's operators, to be computed from values of a test's own.</summary>
internal sealed class CaseGraph
{
    private readonly Graph graph;

    /// <summary>Reads a case.</summary>
    /// <param name="item">The case.</param>
    /// <param name="single">Whether to compute in single precision what the case computes in half.</param>
    public CaseGraph(OnnxCase item, bool single = false)
    {
        OnnxModel model = OnnxModel.Load(item.Model);
        graph = model.Upgrade().Graph;
        if (single)
            graph = SinglePrecision.Apply(graph);
        Inputs = [.. item.Inputs.Select((file, i) => CaseValue.Read(file, model.Graph.Inputs[i].Type))];
        Outputs = [.. item.Outputs.Select(
            (file, i) => CaseValue.Read(file, model.Graph.Outputs[i].Declared ?? model.Graph.Outputs[i].Type))];
    }

    /// <summary>What the case feeds.</summary>
    public CaseValue[] Inputs { get; }

    /// <summary>What comes out.</summary>
    public CaseValue[] Outputs { get; }

    /// <summary>The operators, those of subgraphs as well.</summary>
    public IEnumerable<Operator> Operators => All(graph);

    /// <summary>The outputs, their types inferred from nothing but these inputs.</summary>
    /// <param name="input">Makes each tensor that the case feeds a value.</param>
    public Value[] Build(Func<int, TensorData, Value> input)
    {
        Dictionary<Value, Value> replaced = [];
        for (int i = 0; i < Inputs.Length; i++)
        {
            replaced[graph.Inputs[i]] = Inputs[i] is { IsSequence: false, Tensors: [{ } data] }
                ? input(i, data) : Value.Input(graph.Inputs[i].Type, graph.Inputs[i].Name);
        }

        return Upgrader.Replay(graph, replaced, static _ => null);
    }

    private static IEnumerable<Operator> All(Graph graph) =>
        graph.Operators.SelectMany(op => op.Subgraphs.SelectMany(All).Append(op));
}
