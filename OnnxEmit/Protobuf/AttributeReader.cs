using System.Text;
using Google.Protobuf;
using Kind = OnnxEmit.Protobuf.AttributeProto.Types.AttributeType;

namespace OnnxEmit.Protobuf;

/// <summary>Attributes from messages.</summary>
internal sealed class AttributeReader(Source source, TensorReader tensors, Func<GraphProto, Graph> readGraph)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public Attribute Read(AttributeProto proto)
    {
        Kind kind = proto.Type == Kind.Undefined ? Guess(proto) : proto.Type;
        object value = proto.RefAttrName.Length > 0 ? new AttributeReference(proto.RefAttrName, (int)proto.Type) : Content(proto, kind);
        return new(proto.Name, value) { DocString = Notes.Text(proto.DocString) };
    }

    private object Content(AttributeProto proto, Kind kind) => kind switch
    {
        Kind.Int => proto.I,
        Kind.Float => proto.F,
        Kind.String => Text(proto.S),
        Kind.Tensor when proto.T is { } tensor => tensors.Read(tensor),
        Kind.SparseTensor when proto.SparseTensor is { } tensor => tensors.Read(tensor),
        Kind.Graph when proto.G is { } graph => readGraph(graph),
        Kind.TypeProto when proto.Tp is { } type => Type(proto, type),
        Kind.Ints => proto.Ints.ToArray(),
        Kind.Floats => proto.Floats.ToArray(),
        Kind.Strings => Texts(proto),
        Kind.Tensors => proto.Tensors.Select(tensors.Read).ToArray(),
        Kind.SparseTensors => proto.SparseTensors.Select(tensors.Read).ToArray(),
        Kind.Graphs => proto.Graphs.Select(readGraph).ToArray(),
        Kind.TypeProtos => proto.TypeProtos.Select(type => Type(proto, type)).ToArray(),
        _ => throw source.Error($"attribute '{proto.Name}' to have a value of its type", $"type {(int)kind} without one", Source.Invalid),
    };

    private OnnxType Type(AttributeProto proto, TypeProto type) => TypeFormat.Read(type)
        ?? throw source.Error($"attribute '{proto.Name}' to hold a type", "a type that says nothing", Source.Invalid);

    // Files of the first versions do not say which type it is.
    private static Kind Guess(AttributeProto proto) =>
        proto.HasF ? Kind.Float
        : proto.HasI ? Kind.Int
        : proto.HasS ? Kind.String
        : proto.T is not null ? Kind.Tensor
        : proto.G is not null ? Kind.Graph
        : proto.Floats.Count > 0 ? Kind.Floats
        : proto.Ints.Count > 0 ? Kind.Ints
        : proto.Strings.Count > 0 ? Kind.Strings
        : proto.Tensors.Count > 0 ? Kind.Tensors
        : proto.Graphs.Count > 0 ? Kind.Graphs
        : Kind.Undefined;

    private static object Texts(AttributeProto proto)
    {
        object[] texts = [.. proto.Strings.Select(Text)];
        return Array.TrueForAll(texts, text => text is string)
            ? Array.ConvertAll(texts, text => (string)text)
            : proto.Strings.Select(text => text.ToByteArray()).ToArray();
    }

    private static object Text(ByteString bytes)
    {
        try
        {
            return Strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return bytes.ToByteArray();                // some operators keep binary data in a text attribute
        }
    }
}
