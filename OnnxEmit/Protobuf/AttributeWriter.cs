using Google.Protobuf;
using Kind = OnnxEmit.Protobuf.AttributeProto.Types.AttributeType;

namespace OnnxEmit.Protobuf;

/// <summary>Attributes as messages.</summary>
/// <param name="writeGraph">How subgraphs are written.</param>
internal sealed class AttributeWriter(Func<Graph, GraphProto> writeGraph)
{
    public AttributeProto Write(Attribute attribute)
    {
        AttributeProto proto = Content(attribute);
        proto.Name = attribute.Name;
        if (Notes.Text(attribute.DocString) is { } doc)
            proto.DocString = doc;
        return proto;
    }

    private AttributeProto Content(Attribute attribute)
    {
        AttributeProto proto = new();
        switch (attribute.Value)
        {
            case long i: (proto.I, proto.Type) = (i, Kind.Int); break;
            case float f: (proto.F, proto.Type) = (f, Kind.Float); break;
            case string s: (proto.S, proto.Type) = (ByteString.CopyFromUtf8(s), Kind.String); break;
            case byte[] s: (proto.S, proto.Type) = (UnsafeByteOperations.UnsafeWrap(s), Kind.String); break;
            case TensorData t: (proto.T, proto.Type) = (TensorWriter.Write(t), Kind.Tensor); break;
            case SparseTensorData t: (proto.SparseTensor, proto.Type) = (TensorWriter.Write(t), Kind.SparseTensor); break;
            case Graph g: (proto.G, proto.Type) = (writeGraph(g), Kind.Graph); break;
            case OnnxType t: (proto.Tp, proto.Type) = (TypeFormat.Write(t), Kind.TypeProto); break;
            case long[] ints: proto.Ints.Add(ints); proto.Type = Kind.Ints; break;
            case float[] floats: proto.Floats.Add(floats); proto.Type = Kind.Floats; break;
            case string[] strings: proto.Strings.Add(strings.Select(ByteString.CopyFromUtf8)); proto.Type = Kind.Strings; break;
            case byte[][] bytes: proto.Strings.Add(bytes.Select(s => UnsafeByteOperations.UnsafeWrap(s))); proto.Type = Kind.Strings; break;
            case TensorData[] tensors: proto.Tensors.Add(tensors.Select(TensorWriter.Write)); proto.Type = Kind.Tensors; break;
            case SparseTensorData[] thin: proto.SparseTensors.Add(thin.Select(TensorWriter.Write)); proto.Type = Kind.SparseTensors; break;
            case Graph[] graphs: proto.Graphs.Add(graphs.Select(writeGraph)); proto.Type = Kind.Graphs; break;
            case OnnxType[] types: proto.TypeProtos.Add(types.Select(TypeFormat.Write)); proto.Type = Kind.TypeProtos; break;
            case AttributeReference reference: (proto.RefAttrName, proto.Type) = (reference.Name, (Kind)reference.Type); break;
            default:
                throw new ModelFormatException(
                    $"Attribute '{attribute.Name}'",
                    "long, float, string, TensorData, SparseTensorData, Graph, OnnxType, an array of these or AttributeReference",
                    attribute.Value?.GetType().Name ?? "null", "Convert the value first.");
        }

        return proto;
    }
}
