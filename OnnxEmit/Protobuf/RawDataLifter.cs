using System.Buffers;
using System.Buffers.Binary;

namespace OnnxEmit.Protobuf;

/// <summary>
/// Takes the packed bytes of tensors out of a file before protobuf parses the rest, which would copy them. Each is replaced by the
/// number of its slice, so that a tensor finds it again. The nodes of the model's graph and what the file says of its values are taken
/// out as well: they are many, and parsed one by one they need not all be in memory.
/// </summary>
/// <param name="source">What is read, for errors.</param>
internal sealed class RawDataLifter(Source source)
{
    private const int Deepest = 100;                   // what protobuf itself allows
    private const int MostMessages = 500_000, MostFields = 2_000_000;      // each takes far more memory than its two bytes in a file
    private const int Varint = 0, Fixed64 = 1, LengthDelimited = 2, Fixed32 = 5;
    private readonly List<ReadOnlyMemory<byte>> slices = [];
    private readonly List<ArrayBufferWriter<byte>> buffers = [];
    private readonly ArrayBufferWriter<byte> nodes = new();
    private readonly List<int> nodeLengths = [];
    private readonly List<ReadOnlyMemory<byte>> infos = [];
    private int messages, fields;

    private enum Kind
    {
        None,
        Model,
        Graph,
        Node,
        Attribute,
        Tensor,
        SparseTensor,
        Function,
        Training,
        RawData,
        Info,
    }

    /// <summary>The nodes of the model's graph, each parsed when it is asked for.</summary>
    public IEnumerable<NodeProto> Nodes
    {
        get
        {
            int at = 0;
            foreach (int length in nodeLengths)
            {
                yield return NodeProto.Parser.ParseFrom(nodes.WrittenSpan.Slice(at, length));
                at += length;
            }
        }
    }

    /// <summary>What the file says of the values of the model's graph, each parsed when it is asked for.</summary>
    public IEnumerable<ValueInfoProto> Infos => infos.Select(info => ValueInfoProto.Parser.ParseFrom(info.Span));

    /// <summary>The bytes that <see cref="Lift(ReadOnlyMemory{byte})"/> took out.</summary>
    /// <param name="stub">What stands in their place.</param>
    public ReadOnlyMemory<byte> Find(ReadOnlySpan<byte> stub) => slices[BinaryPrimitives.ReadInt32LittleEndian(stub)];

    /// <summary>The file without the packed bytes of its tensors.</summary>
    public ReadOnlyMemory<byte> Lift(ReadOnlyMemory<byte> file) => Lift(file, Kind.Model, depth: 0).WrittenMemory;

    private ArrayBufferWriter<byte> Lift(ReadOnlyMemory<byte> message, Kind kind, int depth)
    {
        if (depth >= Deepest)
            throw source.Error($"fewer than {Deepest} messages inside each other", "more", Source.Damaged);
        if (++messages > MostMessages)
            throw source.Error($"at most {MostMessages:N0} graphs, nodes, attributes and tensors", "more", Source.Damaged);
        if (buffers.Count == depth)
            buffers.Add(new());
        ArrayBufferWriter<byte> output = buffers[depth];
        output.ResetWrittenCount();
        ReadOnlySpan<byte> span = message.Span;
        int at = 0, copied = 0;
        while (at < span.Length)
        {
            if (++fields > MostFields)
                throw source.Error($"at most {MostFields:N0} fields", "more", Source.Damaged);
            int start = at;
            ulong tag = ReadVarint(span, ref at);
            int length = ReadLength(span, ref at, (int)(tag & 7));
            Kind child = (tag & 7) != LengthDelimited ? Kind.None
                : IsMain(kind, depth) && tag >> 3 == GraphProto.ValueInfoFieldNumber ? Kind.Info
                : Child(kind, tag >> 3);
            if (child != Kind.None)
            {
                output.Write(span[copied..start]);
                Replace(output, (uint)tag, child, message.Slice(at, length), depth, IsMain(kind, depth));
                copied = at + length;
            }

            at += length;
        }

        output.Write(span[copied..]);
        return output;
    }

    // The model's own graph, whose nodes are kept apart: those of functions stand as deep.
    private static bool IsMain(Kind kind, int depth) => kind == Kind.Graph && depth == 1;

    private void Replace(ArrayBufferWriter<byte> output, uint tag, Kind child, ReadOnlyMemory<byte> content, int depth, bool isMain)
    {
        if (child == Kind.Info)
        {
            infos.Add(content);
            return;
        }

        if (child == Kind.Node && isMain)
        {
            ReadOnlySpan<byte> node = Lift(content, child, depth + 1).WrittenSpan;
            nodes.Write(node);
            nodeLengths.Add(node.Length);
            return;
        }

        Wire.WriteVarint(output, tag);
        if (child == Kind.RawData)
        {
            Wire.WriteVarint(output, sizeof(int));
            BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), slices.Count);
            output.Advance(sizeof(int));
            slices.Add(content);
        }
        else
        {
            ReadOnlySpan<byte> rest = Lift(content, child, depth + 1).WrittenSpan;
            Wire.WriteVarint(output, (uint)rest.Length);
            output.Write(rest);
        }
    }

    private static Kind Child(Kind kind, ulong field) => (kind, field) switch
    {
        (Kind.Model, ModelProto.GraphFieldNumber) => Kind.Graph,
        (Kind.Model, ModelProto.TrainingInfoFieldNumber) => Kind.Training,
        (Kind.Model, ModelProto.FunctionsFieldNumber) => Kind.Function,
        (Kind.Training, TrainingInfoProto.InitializationFieldNumber or TrainingInfoProto.AlgorithmFieldNumber) => Kind.Graph,
        (Kind.Function, FunctionProto.NodeFieldNumber) => Kind.Node,
        (Kind.Function, FunctionProto.AttributeProtoFieldNumber) => Kind.Attribute,
        (Kind.Graph, GraphProto.NodeFieldNumber) => Kind.Node,
        (Kind.Graph, GraphProto.InitializerFieldNumber) => Kind.Tensor,
        (Kind.Graph, GraphProto.SparseInitializerFieldNumber) => Kind.SparseTensor,
        (Kind.Node, NodeProto.AttributeFieldNumber) => Kind.Attribute,
        (Kind.Attribute, AttributeProto.GFieldNumber or AttributeProto.GraphsFieldNumber) => Kind.Graph,
        (Kind.Attribute, AttributeProto.TFieldNumber or AttributeProto.TensorsFieldNumber) => Kind.Tensor,
        (Kind.Attribute, AttributeProto.SparseTensorFieldNumber or AttributeProto.SparseTensorsFieldNumber) => Kind.SparseTensor,
        (Kind.SparseTensor, SparseTensorProto.ValuesFieldNumber or SparseTensorProto.IndicesFieldNumber) => Kind.Tensor,
        (Kind.Tensor, TensorProto.RawDataFieldNumber) => Kind.RawData,
        _ => Kind.None,
    };

    // How many bytes the field's value takes; moved behind the length where it states one itself.
    private int ReadLength(ReadOnlySpan<byte> span, ref int at, int wireType)
    {
        ulong length;
        switch (wireType)
        {
            case Varint:
                int start = at, end = at;
                ReadVarint(span, ref end);
                return end - start;
            case Fixed32: length = 4; break;
            case Fixed64: length = 8; break;
            case LengthDelimited: length = ReadVarint(span, ref at); break;
            default: throw source.Error("fields of a known wire type", $"wire type {wireType}", Source.Damaged);
        }

        int rest = span.Length - at;
        return length <= (ulong)rest ? (int)length
            : throw source.Error($"{length:N0} more bytes", $"the end after {rest:N0}", Source.Damaged);
    }

    private ulong ReadVarint(ReadOnlySpan<byte> span, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (at >= span.Length)
                throw source.Error("more bytes", "the end inside a number", Source.Damaged);
            byte next = span[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw source.Error("numbers of at most 10 bytes", "a longer one", Source.Damaged);
    }
}
