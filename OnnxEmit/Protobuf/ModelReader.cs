using Google.Protobuf;
using Google.Protobuf.Collections;
using Microsoft.Win32.SafeHandles;

namespace OnnxEmit.Protobuf;

/// <summary>Reads a model. The tensors stay where they are: slices of the mapped file or of the caller's memory.</summary>
internal static class ModelReader
{
    public static OnnxModel Read(string path)
    {
        string full = Path.GetFullPath(path);
        Source source = new($"Model file '{path}'", Path.GetDirectoryName(full));
        return source.Guard(() =>
        {
            using SafeFileHandle handle = File.OpenHandle(full);
            MappedFile file = new(handle);
            return file.Length <= int.MaxValue
                ? Read(file.Slice(0, (int)file.Length), source)
                : throw source.Error(
                    "less than 2 GB", $"{file.Length:N0} bytes", "Store its tensors as external data, in a file beside it.");
        });
    }

    public static OnnxModel Read(ReadOnlyMemory<byte> bytes, string? folder)
    {
        Source source = new("The model", folder);
        return source.Guard(() => Read(bytes, source));
    }

    public static OnnxModel Read(Stream stream, string? folder)
    {
        Source source = new("The model", folder);
        return source.Guard(() =>
        {
            using MemoryStream copy = new();
            stream.CopyTo(copy);
            return Read(copy.GetBuffer().AsMemory(0, (int)copy.Length), source);
        });
    }

    private static OnnxModel Read(ReadOnlyMemory<byte> bytes, Source source)
    {
        RawDataLifter lifter = new(source);
        ModelProto proto = ModelProto.Parser.ParseFrom(lifter.Lift(bytes).Span);
        if (proto.Graph is null)
            throw source.Error("a graph", bytes.IsEmpty ? "no bytes at all" : "other data", Source.Damaged);
        TensorReader tensors = new(source, lifter);
        Dictionary<string, int> opsets = Opsets(proto.OpsetImport, source);
        GraphReader graphs = new(source, tensors, opsets);
        Scope scope = new(outer: null);
        return new(graphs.Read(proto.Graph, scope, lifter.Nodes, lifter.Infos))
        {
            Opsets = opsets,
            IrVersion = proto.IrVersion,
            ProducerName = proto.ProducerName,
            ProducerVersion = proto.ProducerVersion,
            Domain = proto.Domain,
            ModelVersion = proto.ModelVersion,
            DocString = Notes.Text(proto.DocString),
            Metadata = Notes.Read(proto.MetadataProps),
            Functions = [.. proto.Functions.Select(function => Function(function, source, tensors))],
            Training = [.. proto.TrainingInfo.Select(training => Training(training, graphs, scope))],
            Devices = [.. proto.Configuration.Select(configuration => (ReadOnlyMemory<byte>)configuration.ToByteArray())],
        };
    }

    private static Function Function(FunctionProto proto, Source source, TensorReader tensors)
    {
        Dictionary<string, int> opsets = Opsets(proto.OpsetImport, source);
        GraphReader graphs = new(source, tensors, opsets);
        return new(proto.Name, proto.Domain, graphs.Read(proto))
        {
            Overload = proto.Overload,
            RequiredAttributes = [.. proto.Attribute],
            DefaultAttributes = [.. proto.AttributeProto.Select(graphs.Attributes(new Scope(outer: null)).Read)],
            Opsets = opsets,
        };
    }

    private static TrainingInfo Training(TrainingInfoProto proto, GraphReader graphs, Scope scope) => new(
        proto.Initialization is null ? null : graphs.Read(proto.Initialization, new Scope(outer: null)),
        proto.Algorithm is null ? null : graphs.Read(proto.Algorithm, new Scope(scope)))
    {
        InitializationBinding = Notes.Read(proto.InitializationBinding),
        UpdateBinding = Notes.Read(proto.UpdateBinding),
    };

    private static Dictionary<string, int> Opsets(RepeatedField<OperatorSetIdProto> imports, Source source)
    {
        Dictionary<string, int> opsets = new(StringComparer.Ordinal);
        foreach (OperatorSetIdProto import in imports)
        {
            if (import.Version is < 0 or > int.MaxValue)
                throw source.Error("versions of operator sets from 1", $"{import.Version} for '{import.Domain}'", Source.Damaged);
            opsets[NodeFactory.DomainOf(import.Domain)] = (int)import.Version;
        }

        return opsets;
    }
}
