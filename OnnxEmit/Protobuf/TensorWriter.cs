using Google.Protobuf;

namespace OnnxEmit.Protobuf;

/// <summary>Tensors as messages over the same memory: their bytes are copied once, when the message goes to the stream.</summary>
/// <param name="external">Where large initializers go; null where all stay inside.</param>
internal sealed class TensorWriter(ExternalDataWriter? external)
{
    public TensorProto Initializer(TensorData data, Value value, string name)
    {
        TensorProto proto = external is not null && ExternalDataWriter.IsLarge(data) ? Outside(data) : Write(data);
        proto.Name = name;
        if (Notes.Text(value.DocString) is { } doc)
            proto.DocString = doc;
        Notes.Add(proto.MetadataProps, value.Metadata);
        return proto;
    }

    public static TensorProto Write(TensorData data)
    {
        TensorProto proto = Header(data);
        if (data.ElementType == ElementType.String)
            proto.StringData.Add(data.Strings.Select(text => UnsafeByteOperations.UnsafeWrap(text)));
        else
            proto.RawData = UnsafeByteOperations.UnsafeWrap(data.Bytes);
        return proto;
    }

    public static SparseTensorProto Write(SparseTensorData data)
    {
        SparseTensorProto proto = new() { Values = Write(data.Values), Indices = Write(data.Indices) };
        proto.Dims.Add(data.Dims);
        return proto;
    }

    private TensorProto Outside(TensorData data)
    {
        TensorProto proto = Header(data);
        proto.DataLocation = TensorProto.Types.DataLocation.External;
        Notes.Add(proto.ExternalData, external!.Add(data.Bytes));
        return proto;
    }

    private static TensorProto Header(TensorData data)
    {
        TensorProto proto = new() { DataType = (int)data.ElementType, Dims = { Capacity = data.Dims.Length } };
        proto.Dims.Add(data.Dims);
        return proto;
    }
}
