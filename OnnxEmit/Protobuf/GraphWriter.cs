namespace OnnxEmit.Protobuf;

/// <summary>Writes a graph and its subgraphs.</summary>
/// <param name="opsets">The operator sets that the operators may be of; those missing are added.</param>
/// <param name="tensors">How tensors are written.</param>
internal sealed class GraphWriter(Dictionary<string, int> opsets, TensorWriter tensors)
{
    private (OnnxType? Type, TypeProto Proto) last = (null, new());

    /// <summary>A graph inside another message.</summary>
    public GraphProto Write(Graph graph, Naming names)
    {
        GraphProto proto = Head(graph);
        AttributeWriter attributes = Attributes(names);
        proto.Node.Add(names.Operators.Select(op => Node(new(), op, names, attributes)));
        proto.Node.Add(names.Copies.Select(copy => Identity(new(), names[copy.Source], copy.Name)));
        proto.Initializer.Add(names.Initializers.Where(constant => constant.Data is not null)
            .Select(constant => tensors.Initializer(constant, names[constant])));
        proto.Initializer.Add(Defaults(graph, names).Select(input => tensors.Initializer(input.Value, input.Name)));
        HashSet<Value> outputs = [.. graph.Outputs];
        proto.ValueInfo.Add(names.Operators.SelectMany(op => op.Outputs).Where(y => HasInfo(y, names, outputs))
            .Select(y => Info(new(), y, names[y])));
        proto.MergeFrom(Signature(graph, names));
        proto.MergeFrom(Rest(graph, names));
        return proto;
    }

    /// <summary>
    /// A model's own graph: its many nodes, tensors and types one by one, put together in the order of their fields' numbers. In one walk:
    /// a graph of many operators is larger than what is fast to come back to.
    /// </summary>
    public Pieces WriteMain(Graph graph, Naming names)
    {
        Pieces pieces = new(), initializers = new(), infos = new();
        NodeProto node = new();                        // each is written at once: one message serves all
        ValueInfoProto info = new();
        AttributeWriter attributes = Attributes(names);
        HashSet<Value> outputs = [.. graph.Outputs];
        IReadOnlyList<Value> constants = names.Initializers;       // in order of first use
        int written = 0;
        Action<Value> writeNext = value =>
        {
            if (written < constants.Count && constants[written] == value)
                Initializer(initializers, constants[written++], names);
        };
        foreach (Operator op in names.Operators)
        {
            pieces.Add(GraphProto.NodeFieldNumber, Node(Cleared(node), op, names, attributes));
            Reach.ForEachUse(op, writeNext);
            foreach (Value output in op.Outputs)
            {
                if (HasInfo(output, names, outputs))
                    infos.Add(GraphProto.ValueInfoFieldNumber, Info(Cleared(info), output, names[output]));
            }
        }

        foreach ((Value source, string name) in names.Copies)
            pieces.Add(GraphProto.NodeFieldNumber, Identity(Cleared(node), names[source], name));
        while (written < constants.Count)
            Initializer(initializers, constants[written++], names);
        foreach ((Value value, string name) in Defaults(graph, names))
            tensors.Initializer(initializers, value, name);
        pieces.Add(Head(graph));
        pieces.Add(initializers);
        pieces.Add(Signature(graph, names));
        pieces.Add(infos);
        pieces.Add(Rest(graph, names));
        return pieces;
    }

    private AttributeWriter Attributes(Naming names) => new(subgraph => Write(subgraph, new Naming(subgraph, names)));

    private static GraphProto Head(Graph graph) => new() { Name = graph.Name ?? "graph" };

    private GraphProto Signature(Graph graph, Naming names)
    {
        GraphProto proto = new();
        if (Notes.Text(graph.DocString) is { } doc)
            proto.DocString = doc;
        foreach (Value input in graph.Inputs)
            proto.Input.Add(Info(new(), input, names[input]));
        proto.Output.Add(graph.Outputs.Zip(names.Outputs, (output, name) => Info(new(), output, name)));
        return proto;
    }

    private static GraphProto Rest(Graph graph, Naming names)
    {
        GraphProto proto = new();
        foreach (QuantizationAnnotation annotation in graph.Quantization.Where(q => names.Find(q.Value) is { Length: > 0 }))
        {
            TensorAnnotation note = new() { TensorName = names[annotation.Value] };
            Notes.Add(note.QuantParameterTensorNames, [.. annotation.Parameters
                .OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, names[p.Value]))]);
            proto.QuantizationAnnotation.Add(note);
        }

        foreach (Value constant in names.Initializers)
        {
            if (constant.SparseData is not { } data)
                continue;
            SparseTensorProto sparse = TensorWriter.Write(data);
            sparse.Values.Name = names[constant];
            proto.SparseInitializer.Add(sparse);
        }

        Notes.Add(proto.MetadataProps, graph.Metadata);
        return proto;
    }

    private NodeProto Node(NodeProto proto, Operator op, Naming names, AttributeWriter attributes)
    {
        Check(op);
        proto.OpType = op.OpType;
        proto.Input.Capacity = Math.Max(proto.Input.Capacity, op.Inputs.Length);
        proto.Output.Capacity = Math.Max(proto.Output.Capacity, op.Outputs.Length);
        foreach (Value? input in op.Inputs)
            proto.Input.Add(names[input]);
        foreach (Value output in op.Outputs)
            proto.Output.Add(names[output]);
        if (Notes.Text(names.Node(op)) is { } name)
            proto.Name = name;
        if (Notes.Text(op.Domain) is { } domain)
            proto.Domain = domain;
        if (Notes.Text(op.Overload) is { } overload)
            proto.Overload = overload;
        if (Notes.Text(op.DocString) is { } doc)
            proto.DocString = doc;
        foreach (Attribute attribute in op.Attributes)
            proto.Attribute.Add(attributes.Write(attribute));
        Notes.Add(proto.MetadataProps, op.Metadata);
        foreach (ReadOnlyMemory<byte> placement in op.Placement)
            proto.DeviceConfigurations.Add(NodeDeviceConfigurationProto.Parser.ParseFrom(placement.Span));
        return proto;
    }

    private ValueInfoProto Info(ValueInfoProto proto, Value value, string name)
    {
        proto.Name = name;
        if ((value.Declared ?? value.Type) is { } type)
            proto.Type = value.Remarks is null ? TypeOf(type) : TypeRemarks.Write(TypeFormat.Write(type), value.Remarks);
        if (value.IsInitializer)
            return proto;                              // its notes stand with the data
        if (Notes.Text(value.DocString) is { } doc)
            proto.DocString = doc;
        Notes.Add(proto.MetadataProps, value.Metadata);
        return proto;
    }

    // One value after another has the same type.
    private TypeProto TypeOf(OnnxType type)
    {
        if (!type.Equals(last.Type))
            last = (type, TypeFormat.Write(type));
        return last.Proto;
    }

    // Whether a file says more of an intermediate value than its name.
    private static bool HasInfo(Value value, Naming names, HashSet<Value> outputs) =>
        ((value.Declared ?? value.Type) is not null || value.DocString is not null || value.Metadata.Count > 0)
        && names[value].Length > 0 && !outputs.Contains(value);

    // Sparse ones stand elsewhere in the file.
    private void Initializer(Pieces pieces, Value constant, Naming names)
    {
        if (constant.Data is not null)
            tensors.Initializer(pieces, constant, names[constant]);
    }

    // What inputs are where nobody gives them.
    private static IEnumerable<(Value Value, string Name)> Defaults(Graph graph, Naming names) =>
        graph.InputDefaults.OrderBy(pair => graph.Inputs.IndexOf(pair.Key))
            .Select(pair => (Value.Constant(pair.Value), names[pair.Key]));

    private static NodeProto Cleared(NodeProto proto)
    {
        proto.Input.Clear();
        proto.Output.Clear();
        proto.Attribute.Clear();
        proto.MetadataProps.Clear();
        proto.DeviceConfigurations.Clear();
        proto.ClearName();
        proto.ClearDomain();
        proto.ClearOverload();
        proto.ClearDocString();
        return proto;
    }

    private static ValueInfoProto Cleared(ValueInfoProto proto)
    {
        proto.Type = null;
        proto.MetadataProps.Clear();
        proto.ClearDocString();
        return proto;
    }

    private static NodeProto Identity(NodeProto proto, string source, string name)
    {
        (proto.OpType, proto.Name) = ("Identity", $"{name}/Identity");
        proto.Input.Add(source);
        proto.Output.Add(name);
        return proto;
    }

    private void Check(Operator op)
    {
        if (!opsets.TryGetValue(op.Domain, out int version))
            opsets.Add(op.Domain, op.SinceVersion);    // the first to need a set imports it; the versions that a file imports stand already
        else if (op.SinceVersion > version)
            throw TooNew(op, version);
        else if (op.Domain.Length == 0 && Until(op) is var until && until <= version)
            throw TooOld(op, until, version);
    }

    private static OperatorException TooNew(Operator op, int version) => new(op,
        $"expects version {op.SinceVersion} or later of operator set {Set(op)}. Received: version {version}. " +
        $"Write the model for version {op.SinceVersion}, or replace the operator by its form for the older version.");

    private static int Until(Operator op) =>
        op is GenericOperator ? OperatorCatalog.Until(op.OpType, op.SinceVersion) : OperatorCatalog.Until(op.OpType);

    private static OperatorException TooOld(Operator op, int until, int version) => new(op,
        $"expects a version below {until} of operator set {Set(op)}. Received: version {version}. " +
        "Write the model for the older version, or give its inputs known types, so that OnnxModel.Upgrade can read it.");

    private static string Set(Operator op) => op.Domain.Length == 0 ? "ai.onnx" : op.Domain;
}
