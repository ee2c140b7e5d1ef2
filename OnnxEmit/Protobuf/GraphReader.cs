using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace OnnxEmit.Protobuf;

/// <summary>Reads a graph and its subgraphs: names become values, nodes become operators.</summary>
/// <param name="source">What is read.</param>
/// <param name="tensors">How tensors are read.</param>
/// <param name="opsets">The versions of the operator sets that the nodes are of.</param>
internal sealed class GraphReader(Source source, TensorReader tensors, IReadOnlyDictionary<string, int> opsets)
{
    /// <summary>Reads a graph.</summary>
    /// <param name="proto">The message.</param>
    /// <param name="scope">Its names, none yet; they stay for those who refer to them.</param>
    public Graph Read(GraphProto proto, Scope scope) => Read(proto, scope, proto.Node, proto.ValueInfo);

    /// <summary>Reads a graph whose many parts are given apart.</summary>
    /// <param name="proto">The rest of the message.</param>
    /// <param name="scope">Its names, none yet; they stay for those who refer to them.</param>
    /// <param name="nodes">Its nodes, in order.</param>
    /// <param name="values">What it says of its values.</param>
    public Graph Read(GraphProto proto, Scope scope, IEnumerable<NodeProto> nodes, IEnumerable<ValueInfoProto> values)
    {
        Dictionary<string, ValueFacts> infos = new(StringComparer.Ordinal);
        foreach (ValueInfoProto info in values.Concat(proto.Output))
            infos[info.Name] = ValueFacts.Of(info);
        Value[] inputs = [.. proto.Input.Select(info => Input(info.Name, ValueFacts.Of(info), scope))];
        ImmutableDictionary<Value, TensorData> defaults = Initializers(proto, scope, inputs);
        Nodes(nodes, infos, scope);
        Value[] outputs = [.. proto.Output.Select(info => Find(info.Name, scope, "an output of the graph"))];
        return new(inputs, outputs, scope.Captures, proto.Name)
        {
            DocString = Notes.Text(proto.DocString),
            Metadata = Notes.Read(proto.MetadataProps),
            InputDefaults = defaults,
            Quantization = [.. proto.QuantizationAnnotation.Select(note => Annotation(note, scope)).OfType<QuantizationAnnotation>()],
        };
    }

    /// <summary>Reads what a function computes.</summary>
    public Graph Read(FunctionProto proto)
    {
        Scope scope = new(outer: null);
        Dictionary<string, ValueFacts> infos = new(StringComparer.Ordinal);
        foreach (ValueInfoProto info in proto.ValueInfo)
            infos[info.Name] = ValueFacts.Of(info);
        Value[] inputs = [.. proto.Input.Select(name => Input(name, infos.GetValueOrDefault(name), scope))];
        Nodes(proto.Node, infos, scope);
        Value[] outputs = [.. proto.Output.Select(name => Find(name, scope, $"an output of function '{proto.Name}'"))];
        return new(inputs, outputs, name: proto.Name)
        {
            DocString = Notes.Text(proto.DocString),
            Metadata = Notes.Read(proto.MetadataProps),
        };
    }

    public AttributeReader Attributes(Scope scope) => new(source, tensors, graph => Read(graph, new Scope(scope)));

    private Value Input(string name, ValueFacts? facts, Scope scope)
    {
        Value value = Value.Input(facts?.Type, name);
        facts?.Describe(value);
        return scope.TryAdd(name, value) ? value : throw Twice(name);
    }

    private ImmutableDictionary<Value, TensorData> Initializers(GraphProto proto, Scope scope, Value[] inputs)
    {
        Dictionary<string, Value> named = inputs.ToDictionary(input => input.Name!, StringComparer.Ordinal);
        ImmutableDictionary<Value, TensorData>.Builder defaults = ImmutableDictionary.CreateBuilder<Value, TensorData>();
        foreach (TensorProto tensor in proto.Initializer)
        {
            TensorData data = tensors.Read(tensor);
            if (named.TryGetValue(tensor.Name, out Value? input))
                defaults[input] = data;
            else
                scope.Set(tensor.Name, Describe(Value.Constant(data, tensor.Name), tensor));
        }

        foreach (SparseTensorProto sparse in proto.SparseInitializer)
        {
            SparseTensorData data = tensors.Read(sparse);
            if (named.ContainsKey(sparse.Values.Name))
                throw source.Error($"input '{sparse.Values.Name}' to have a dense default", "a sparse one", "Store the default densely.");
            scope.Set(sparse.Values.Name, Describe(Value.Constant(data, sparse.Values.Name), sparse.Values));
        }

        return defaults.ToImmutable();
    }

    private void Nodes(IEnumerable<NodeProto> nodes, Dictionary<string, ValueFacts> infos, Scope scope)
    {
        NodeFactory factory = new(opsets, infos);
        AttributeReader attributes = Attributes(scope);
        Func<AttributeProto, Attribute> read = attributes.Read;
        foreach (NodeProto node in nodes)
        {
            Operator op = factory.Create(node, Inputs(node, scope), node.Attribute.Count == 0 ? [] : [.. node.Attribute.Select(read)]);
            for (int i = 0; i < node.Output.Count; i++)
            {
                string name = node.Output[i];
                op.Outputs[i].Name = name;
                if (infos.TryGetValue(name, out ValueFacts? facts))
                    facts.Describe(op.Outputs[i]);
                if (name.Length > 0 && !scope.TryAdd(name, op.Outputs[i]))
                    throw Twice(name);
            }
        }
    }

    private ImmutableArray<Value?> Inputs(NodeProto node, Scope scope)
    {
        Value?[] inputs = new Value?[node.Input.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            string name = node.Input[i];
            inputs[i] = name.Length == 0 ? null : scope.Find(name) ?? Find(name, scope, Label(node));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(inputs);
    }

    private Value Find(string name, Scope scope, string user) => scope.Find(name) ?? throw source.Error(
        $"{user} to use an input, an initializer or the output of an earlier node", $"'{name}', which is none", Source.Invalid);

    private static QuantizationAnnotation? Annotation(TensorAnnotation note, Scope scope)
    {
        if (scope.Find(note.TensorName) is not { } value)
            return null;
        return new(value, note.QuantParameterTensorNames.Select(p => (p.Key, Value: scope.Find(p.Value)))
            .Where(p => p.Value is not null).DistinctBy(p => p.Key).ToImmutableDictionary(p => p.Key, p => p.Value!));
    }

    private static Value Describe(Value value, TensorProto tensor)
    {
        value.DocString = Notes.Text(tensor.DocString);
        value.Metadata = Notes.Read(tensor.MetadataProps);
        return value;
    }

    private ModelFormatException Twice(string name) =>
        source.Error("each name to stand for one value", $"'{name}' for two", Source.Invalid);

    private static string Label(NodeProto node) => node.Name.Length > 0 ? $"{node.OpType} '{node.Name}'" : node.OpType;
}
