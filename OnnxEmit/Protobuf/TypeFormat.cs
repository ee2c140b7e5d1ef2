namespace OnnxEmit.Protobuf;

/// <summary>Types as the file states them.</summary>
internal static class TypeFormat
{
    /// <summary>The type that a message states; null where it says nothing.</summary>
    public static OnnxType? Read(TypeProto? proto) => proto?.ValueCase switch
    {
        TypeProto.ValueOneofCase.TensorType => new TensorType((ElementType)proto.TensorType.ElemType, ReadShape(proto.TensorType.Shape)),
        TypeProto.ValueOneofCase.SparseTensorType =>
            new SparseTensorType((ElementType)proto.SparseTensorType.ElemType, ReadShape(proto.SparseTensorType.Shape)),
        TypeProto.ValueOneofCase.SequenceType => new SequenceType(Read(proto.SequenceType.ElemType)),
        TypeProto.ValueOneofCase.OptionalType => new OptionalType(Read(proto.OptionalType.ElemType)),
        TypeProto.ValueOneofCase.MapType => new MapType((ElementType)proto.MapType.KeyType, Read(proto.MapType.ValueType)),
        TypeProto.ValueOneofCase.OpaqueType => new OpaqueType(proto.OpaqueType.Domain, proto.OpaqueType.Name),
        _ => null,
    };

    /// <summary>The message of a type; null gives one that says nothing.</summary>
    public static TypeProto Write(OnnxType? type) => type switch
    {
        TensorType tensor => new() { TensorType = new() { ElemType = (int)tensor.ElementType, Shape = WriteShape(tensor.Shape) } },
        SparseTensorType sparse =>
            new() { SparseTensorType = new() { ElemType = (int)sparse.ElementType, Shape = WriteShape(sparse.Shape) } },
        SequenceType sequence => new() { SequenceType = new() { ElemType = sequence.Element is null ? null : Write(sequence.Element) } },
        OptionalType optional => new() { OptionalType = new() { ElemType = optional.Element is null ? null : Write(optional.Element) } },
        MapType map => new() { MapType = new() { KeyType = (int)map.Key, ValueType = map.Value is null ? null : Write(map.Value) } },
        OpaqueType opaque => new() { OpaqueType = new() { Domain = opaque.Domain, Name = opaque.Name } },
        _ => new(),
    };

    /// <summary>The message of a length; an unknown says nothing.</summary>
    public static TensorShapeProto.Types.Dimension Write(Dim dim) =>
        dim.Size is { } size ? new() { DimValue = size } : dim.IsUnknown ? new() : new() { DimParam = dim.ToString() };

    // A negative length is how some exporters say that they do not know.
    /// <summary>The length that a message states.</summary>
    public static Dim Read(TensorShapeProto.Types.Dimension dim) =>
        dim.HasDimValue ? dim.DimValue >= 0 ? dim.DimValue : Dim.Unknown() : Dim.Named(dim.DimParam);

    private static TensorShapeProto? WriteShape(Shape? shape)
    {
        if (shape is null)
            return null;
        TensorShapeProto proto = new() { Dim = { Capacity = shape.Rank } };
        for (int axis = 0; axis < shape.Rank; axis++)
            proto.Dim.Add(Write(shape[axis]));
        return proto;
    }

    private static Shape? ReadShape(TensorShapeProto? proto) => proto is null ? null : [.. proto.Dim.Select(Read)];
}
