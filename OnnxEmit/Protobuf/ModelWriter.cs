using Google.Protobuf;

namespace OnnxEmit.Protobuf;

/// <summary>Writes a model: first as messages over the memory of its tensors, then at once to where it goes.</summary>
internal static class ModelWriter
{
    private const int BufferSize = 1 << 16;            // larger tensors go past it, without being copied

    public static byte[] ToBytes(OnnxModel model)
    {
        (ModelProto proto, int size) = Sized(model, external: null);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(size);
        proto.WriteTo(bytes.AsSpan());
        return bytes;
    }

    public static void Write(OnnxModel model, Stream stream, ExternalDataWriter? external = null)
    {
        (ModelProto proto, int size) = Sized(model, external);
        using CodedOutputStream output = new(stream, Math.Min(size + 1, BufferSize), leaveOpen: true);
        proto.WriteTo(output);
    }

    public static void AppendMetadata(Stream stream, IReadOnlyDictionary<string, string> notes)
    {
        ModelProto proto = new();
        Notes.Add(proto.MetadataProps, notes);
        proto.WriteTo(stream);
    }

    public static ModelProto ToProto(OnnxModel model, ExternalDataWriter? external = null)
    {
        Dictionary<string, int> opsets = new(model.Opsets, StringComparer.Ordinal);
        TensorWriter tensors = new(external);
        GraphWriter graphs = new(opsets, tensors);
        Naming names = new(model.Graph, also: [.. model.Training.SelectMany(t => t.Algorithm?.Captures ?? [])]);
        ModelProto proto = new() { IrVersion = model.IrVersion, Graph = graphs.Write(model.Graph, names) };
        if (Notes.Text(model.ProducerName) is { } producer)
            proto.ProducerName = producer;
        if (Notes.Text(model.ProducerVersion) is { } version)
            proto.ProducerVersion = version;
        if (Notes.Text(model.Domain) is { } domain)
            proto.Domain = domain;
        if (model.ModelVersion != 0)
            proto.ModelVersion = model.ModelVersion;
        if (Notes.Text(model.DocString) is { } doc)
            proto.DocString = doc;
        proto.TrainingInfo.Add(model.Training.Select(training => Training(training, graphs, names)));
        proto.Functions.Add(model.Functions.Select(function => Function(function, tensors)));
        proto.Configuration.Add(model.Devices.Select(bytes => DeviceConfigurationProto.Parser.ParseFrom(bytes.Span)));
        Notes.Add(proto.MetadataProps, model.Metadata);
        Notes.Add(proto.OpsetImport, opsets);
        return proto;
    }

    private static FunctionProto Function(Function function, TensorWriter tensors)
    {
        Graph body = function.Body;
        Naming names = new(body);
        Dictionary<string, int> opsets = new(function.Opsets, StringComparer.Ordinal);
        GraphWriter graphs = new(opsets, tensors);
        GraphProto written = graphs.Write(body, names);
        FunctionProto proto = new() { Name = function.Name, Domain = function.Domain };
        if (Notes.Text(function.Overload) is { } overload)
            proto.Overload = overload;
        if (Notes.Text(body.DocString) is { } doc)
            proto.DocString = doc;
        proto.Input.Add(written.Input.Select(info => info.Name));
        proto.Output.Add(names.Outputs);
        proto.Attribute.Add(function.RequiredAttributes);
        proto.AttributeProto.Add(
            function.DefaultAttributes.Select(new AttributeWriter(graph => graphs.Write(graph, new Naming(graph))).Write));

        // A function has no initializers: constants become nodes.
        proto.Node.Add(written.Initializer.Select(Constant));
        proto.Node.Add(written.Node);
        proto.ValueInfo.Add(written.Input.Concat(written.Output).Concat(written.ValueInfo).Where(info => info.Type is not null));
        Notes.Add(proto.OpsetImport, opsets);
        Notes.Add(proto.MetadataProps, body.Metadata);
        return proto;
    }

    private static NodeProto Constant(TensorProto tensor)
    {
        AttributeProto value = new() { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = tensor };
        return new() { OpType = "Constant", Output = { tensor.Name }, Attribute = { value } };
    }

    private static TrainingInfoProto Training(TrainingInfo training, GraphWriter graphs, Naming names)
    {
        TrainingInfoProto proto = new();
        if (training.Initialization is { } initialization)
            proto.Initialization = graphs.Write(initialization, new Naming(initialization));
        if (training.Algorithm is { } algorithm)
            proto.Algorithm = graphs.Write(algorithm, new Naming(algorithm, names));
        Notes.Add(proto.InitializationBinding, training.InitializationBinding);
        Notes.Add(proto.UpdateBinding, training.UpdateBinding);
        return proto;
    }

    // Protobuf counts in 32 bits and would wrap around.
    private static (ModelProto Proto, int Size) Sized(OnnxModel model, ExternalDataWriter? external)
    {
        ModelProto proto = ToProto(model, external);
        long data = external is null ? InlineSize(model) : 0;
        int size = data > int.MaxValue ? -1 : proto.CalculateSize();
        return size >= data ? (proto, size) : throw new ModelFormatException(
            $"Model '{model.Graph.Name}'", "less than 2 GB where all of it goes to one place", $"{data:N0} bytes of tensors",
            "Save it to a path: its tensors then go to a file beside it.");
    }

    /// <summary>The bytes of all initializers, each counted as often as it is written.</summary>
    public static long InlineSize(OnnxModel model) => InlineSize(model.Graph);

    private static long InlineSize(Graph graph)
    {
        long size = graph.InputDefaults.Values.Sum(data => (long)data.Bytes.Length);
        foreach (Value constant in graph.Constants)
            size += constant.Data?.Bytes.Length ?? 0;
        foreach (Operator op in graph.Operators)
        {
            foreach (Attribute attribute in op.Attributes)
                size += attribute.Value is TensorData data ? data.Bytes.Length : 0;
            foreach (Graph subgraph in op.Subgraphs)
                size += InlineSize(subgraph);
        }

        return size;
    }
}
