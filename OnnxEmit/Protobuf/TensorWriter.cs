using Google.Protobuf;

namespace OnnxEmit.Protobuf;

/// <summary>Tensors as messages over the same memory: their bytes are copied once, when the message goes to the stream.</summary>
/// <param name="external">Where large initializers go; null where all stay inside.</param>
internal sealed class TensorWriter(ExternalDataWriter? external)
{
    public TensorProto Initializer(Value value, string name)
    {
        TensorData data = value.Data!;
        TensorProto proto = IsOutside(data) ? Outside(data) : Write(data);
        proto.Name = name;
        return Describe(proto, value);
    }

    /// <summary>Writes an initializer without a message over its memory.</summary>
    public void Initializer(Pieces pieces, Value value, string name)
    {
        TensorData data = value.Data!;
        if (IsOutside(data) || data.ElementType == ElementType.String)
            pieces.Add(GraphProto.InitializerFieldNumber, Initializer(value, name));
        else
            pieces.Add(GraphProto.InitializerFieldNumber, data, name, HasNotes(value) ? Describe(new(), value) : null);
    }

    private bool IsOutside(TensorData data) => external is not null && ExternalDataWriter.IsLarge(data);

    private static bool HasNotes(Value value) => value.DocString is not null || value.Metadata.Count > 0;

    private static TensorProto Describe(TensorProto proto, Value value)
    {
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
