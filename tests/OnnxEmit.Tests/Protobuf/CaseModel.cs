using Google.Protobuf;
using OnnxEmit.Protobuf;
using Kind = OnnxEmit.Protobuf.AttributeProto.Types.AttributeType;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>
/// A case's model changed so that ONNX Runtime's C# API can feed and read it: values that the API has no type for stand in the graph,
/// as constants or nodes, and outputs of such types leave it as floats, next to the expected ones.
/// </summary>
internal sealed class CaseModel
{
    private readonly List<(int Actual, int Expected)> pairs = [];

    public CaseModel(byte[] model, CaseValue[] inputs, CaseValue[] expected)
    {
        ModelProto proto = ModelProto.Parser.ParseFrom(model);
        GraphProto graph = proto.Graph;
        for (int i = 0; i < inputs.Length; i++)
        {
            ValueInfoProto input = proto.Graph.Input[i];
            if (inputs[i].Tensors is null)
                graph.Node.Insert(0, AbsentOptional(input));
            else if (inputs[i].IsEmpty)
                graph.Node.Insert(0, EmptySequence(input));
            else if (!HasType(inputs[i]))
                graph.Initializer.Add(Constant(input.Name, inputs[i].Tensors![0]));
            else
                Fed.Add((input.Name, inputs[i]));
        }

        HashSet<string> names = [.. Fed.Select(fed => fed.Name)];
        ValueInfoProto[] inside = [.. graph.Input.Take(inputs.Length).Where(input => !names.Contains(input.Name))];
        foreach (ValueInfoProto input in inside)
            graph.Input.Remove(input);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!HasType(expected[i]))
                Compare(graph, i, expected[i].Tensors![0]);
        }

        Bytes = proto.ToByteArray();
    }

    public byte[] Bytes { get; }

    /// <summary>What remains to be fed.</summary>
    public List<(string Name, CaseValue Value)> Fed { get; } = [];

    /// <summary>The output that has what is expected of another; null where the case itself says.</summary>
    public int? ExpectedIn(int output) => pairs.Where(pair => pair.Actual == output).Select(pair => (int?)pair.Expected).FirstOrDefault();

    private static bool HasType(CaseValue value) => value.Tensors is not [{ ElementType: > ElementType.BFloat16 }, ..];

    private void Compare(GraphProto graph, int output, TensorData expected)
    {
        string name = graph.Output[output].Name;
        pairs.Add((output, graph.Output.Count));
        graph.Initializer.Add(Constant($"{name}/expected", expected));
        graph.Node.Add([ToFloat(name, $"{name}/actual/float"), ToFloat($"{name}/expected", $"{name}/expected/float")]);
        graph.Output[output] = Float($"{name}/actual/float");
        graph.Output.Add(Float($"{name}/expected/float"));
    }

    private static TensorProto Constant(string name, TensorData data) =>
        new() { Name = name, DataType = (int)data.ElementType, Dims = { data.Dims }, RawData = ByteString.CopyFrom(data.Bytes.Span) };

    private static ValueInfoProto Float(string name) =>
        new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)ElementType.Float } } };

    private static NodeProto ToFloat(string from, string to) => new()
    {
        OpType = "Cast",
        Input = { from },
        Output = { to },
        Attribute = { new AttributeProto { Name = "to", Type = Kind.Int, I = (int)ElementType.Float } },
    };

    private static NodeProto EmptySequence(ValueInfoProto input)
    {
        int type = input.Type.SequenceType.ElemType.TensorType.ElemType;
        return new() { OpType = "SequenceEmpty", Output = { input.Name },
            Attribute = { new AttributeProto { Name = "dtype", Type = Kind.Int, I = type } } };
    }

    private static NodeProto AbsentOptional(ValueInfoProto input)
    {
        TypeProto type = input.Type.OptionalType.ElemType;
        return new() { OpType = "Optional", Output = { input.Name },
            Attribute = { new AttributeProto { Name = "type", Type = Kind.TypeProto, Tp = type } } };
    }
}
