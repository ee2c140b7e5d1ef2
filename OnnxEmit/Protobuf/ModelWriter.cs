using Google.Protobuf;

namespace OnnxEmit.Protobuf;

/// <summary>Writes a model: lengths stand before what they measure, so that it is put together in memory, but for its tensors.</summary>
internal static class ModelWriter
{
    public static byte[] ToBytes(OnnxModel model)
    {
        using Pieces pieces = Write(model, external: null);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)pieces.Length);
        int at = 0;
        foreach (ReadOnlyMemory<byte> piece in pieces.All)
        {
            ComputedMemory.Copy(piece, bytes.AsSpan(at));
            at += piece.Length;
        }

        return bytes;
    }

    public static void Write(OnnxModel model, Stream stream, ExternalDataWriter? external = null)
    {
        using Pieces pieces = Write(model, external);
        foreach (ReadOnlyMemory<byte> piece in pieces.All)
            ComputedMemory.Write(piece, stream);
    }

    public static void AppendMetadata(Stream stream, IReadOnlyDictionary<string, string> notes)
    {
        ModelProto proto = new();
        Notes.Add(proto.MetadataProps, notes);
        proto.WriteTo(stream);
    }

    private static Pieces Write(OnnxModel model, ExternalDataWriter? external)
    {
        Naming names = new(model.Graph, also: [.. model.Training.SelectMany(t => t.Algorithm?.Captures ?? [])]);
        long data = external is null ? InlineSize(model.Graph, names.Initializers) : 0;
        if (data > int.MaxValue)
            throw TooLong(model, data);
        Dictionary<string, int> opsets = new(model.Opsets, StringComparer.Ordinal);
        TensorWriter tensors = new(external);
        GraphWriter graphs = new(opsets, tensors);
        Pieces graph = graphs.WriteMain(model.Graph, names), pieces = new();
        if (graph.Length > int.MaxValue)
            throw TooLong(model, data);
        pieces.Add(Head(model));
        pieces.Add(ModelProto.GraphFieldNumber, graph);
        ModelProto rest = new();
        rest.TrainingInfo.Add(model.Training.Select(training => Training(training, graphs, names)));
        rest.Functions.Add(model.Functions.Select(function => Function(function, tensors)));
        rest.Configuration.Add(model.Devices.Select(bytes => DeviceConfigurationProto.Parser.ParseFrom(bytes.Span)));
        Notes.Add(rest.MetadataProps, model.Metadata);
        Notes.Add(rest.OpsetImport, opsets);
        pieces.Add(rest);
        return pieces.Length <= int.MaxValue ? pieces : throw TooLong(model, data);
    }

    // What stands before the graph.
    private static ModelProto Head(OnnxModel model)
    {
        ModelProto proto = new() { IrVersion = model.IrVersion };
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

    // Protobuf counts in 32 bits.
    private static ModelFormatException TooLong(OnnxModel model, long data) => new(
        $"Model '{model.Graph.Name}'", "less than 2 GB where all of it goes to one place", $"{data:N0} bytes of tensors",
        "Save it to a path: its tensors then go to a file beside it.");

    /// <summary>The bytes of all initializers, each counted as often as it is written.</summary>
    public static long InlineSize(OnnxModel model) => InlineSize(model.Graph, model.Graph.Constants);

    private static long InlineSize(Graph graph, IEnumerable<Value> constants)
    {
        long size = graph.InputDefaults.Values.Sum(data => (long)data.Bytes.Length);
        foreach (Value constant in constants)
            size += constant.Data?.Bytes.Length ?? 0;
        foreach (Operator op in graph.Operators)
        {
            foreach (Attribute attribute in op.Attributes)
                size += attribute.Value is TensorData data ? data.Bytes.Length : 0;
            foreach (Graph subgraph in op.Subgraphs)
                size += InlineSize(subgraph, subgraph.Constants);
        }

        return size;
    }
}
