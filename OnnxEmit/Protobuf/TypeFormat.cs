namespace OnnxEmit.Protobuf;

/// <summary>Types as the file states them.</summary>
internal static class TypeFormat
{
    /// <summary>The message of a type.</summary>
    /// <param name="type">The type; null gives a message that says nothing.</param>
    /// <param name="denotations">What the type and its axes mean, in the order in which <see cref="Denotations"/> finds them.</param>
    public static TypeProto Write(OnnxType? type, string[]? denotations = null)
    {
        TypeProto proto = Write(type);
        if (denotations is not null)
        {
            Queue<string> rest = new(denotations);
            Visit(proto, _ => rest.TryDequeue(out string? denotation) ? denotation : "");
        }

        return proto;
    }

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

    /// <summary>What the type and its axes mean; null where the message does not say.</summary>
    public static string[]? Denotations(TypeProto? proto)
    {
        List<string> found = [];
        Visit(proto, denotation =>
        {
            found.Add(denotation);
            return "";
        });
        return found.Exists(denotation => denotation.Length > 0) ? [.. found] : null;
    }

    private static TypeProto Write(OnnxType? type) => type switch
    {
        TensorType tensor => new() { TensorType = new() { ElemType = (int)tensor.ElementType, Shape = WriteShape(tensor.Shape) } },
        SparseTensorType sparse => new() { SparseTensorType = new() { ElemType = (int)sparse.ElementType, Shape = WriteShape(sparse.Shape) } },
        SequenceType sequence => new() { SequenceType = new() { ElemType = sequence.Element is null ? null : Write(sequence.Element) } },
        OptionalType optional => new() { OptionalType = new() { ElemType = optional.Element is null ? null : Write(optional.Element) } },
        MapType map => new() { MapType = new() { KeyType = (int)map.Key, ValueType = map.Value is null ? null : Write(map.Value) } },
        OpaqueType opaque => new() { OpaqueType = new() { Domain = opaque.Domain, Name = opaque.Name } },
        _ => new(),
    };

    private static TensorShapeProto? WriteShape(Shape? shape)
    {
        if (shape is null)
            return null;
        TensorShapeProto proto = new();
        foreach (Dim dim in shape)
        {
            proto.Dim.Add(dim.Size is { } size ? new TensorShapeProto.Types.Dimension { DimValue = size }
                : dim.IsUnknown ? new() : new() { DimParam = dim.ToString() });
        }

        return proto;
    }

    // A negative length is how some exporters say that they do not know.
    private static Shape? ReadShape(TensorShapeProto? proto) => proto is null ? null : [.. proto.Dim.Select(dim =>
        dim.HasDimValue ? dim.DimValue >= 0 ? dim.DimValue : Dim.Unknown() : Dim.Named(dim.DimParam))];

    // Walks the denotations of a type: asks with what stands there, and sets what is answered instead where that is something.
    private static void Visit(TypeProto? proto, Func<string, string> visit)
    {
        if (proto is null)
            return;
        if (visit(proto.Denotation) is { Length: > 0 } whole)
            proto.Denotation = whole;
        foreach (TensorShapeProto.Types.Dimension dim in (proto.TensorType?.Shape ?? proto.SparseTensorType?.Shape)?.Dim ?? [])
        {
            if (visit(dim.Denotation) is { Length: > 0 } axis)
                dim.Denotation = axis;
        }

        Visit(proto.SequenceType?.ElemType ?? proto.OptionalType?.ElemType ?? proto.MapType?.ValueType, visit);
    }
}
