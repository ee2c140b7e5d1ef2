namespace OnnxEmit.Protobuf;

/// <summary>Tensors from messages: slices of the file where it holds packed bytes, converted once where it holds numbers.</summary>
internal sealed class TensorReader(Source source, RawDataLifter lifter)
{
    private readonly ExternalDataReader external = new(source);

    public TensorData Read(TensorProto proto)
    {
        ElementType type = (ElementType)proto.DataType;
        long[] dims = [.. proto.Dims];
        long count = Count(proto, dims);
        if (proto.Segment is not null)
            throw source.Error($"{Label(proto)} in one piece", "a segment of it", "Export the model again with whole tensors.");
        if (type == ElementType.String)
        {
            return proto.StringData.Count == count ? new(dims, [.. proto.StringData.Select(text => text.ToByteArray())])
                : throw Wrong(proto, $"{count} texts", $"{proto.StringData.Count}");
        }

        if (!Enum.IsDefined(type) || type.ByteSize(count) is not { } size)
        {
            throw source.Error(
                $"{Label(proto)} to be of a type and size that ONNX has", $"type {proto.DataType}, {count} elements", Source.Invalid);
        }

        if (size > int.MaxValue)
            throw source.Error($"{Label(proto)} to take less than 2 GB", $"{size:N0} bytes", "Split the tensor.");
        ReadOnlyMemory<byte> bytes = proto.DataLocation == TensorProto.Types.DataLocation.External ? external.Read(proto, (int)size)
            : proto.HasRawData ? lifter.Find(proto.RawData.Span)
            : Packed(proto, type);
        return bytes.Length == size ? new(type, dims, bytes) : throw Wrong(proto, $"{size:N0} bytes", $"{bytes.Length:N0}");
    }

    public SparseTensorData Read(SparseTensorProto proto)
    {
        if (proto.Values is null || proto.Indices is null)
            throw source.Error("a sparse tensor with values and indices", "one without", Source.Invalid);
        long[] dims = [.. proto.Dims];
        if (Array.Exists(dims, dim => dim < 0))
            throw source.Error("a sparse tensor with sizes of 0 or more", string.Join(", ", dims), Source.Invalid);
        return new(Read(proto.Values), Read(proto.Indices), dims);
    }

    private long Count(TensorProto proto, long[] dims)
    {
        long count = 1;
        foreach (long dim in dims)
        {
            if (dim < 0 || (dim > 0 && count > long.MaxValue / dim))
            {
                throw source.Error(
                    $"{Label(proto)} to have sizes of 0 or more that a computer can hold", $"({string.Join(", ", dims)})", Source.Invalid);
            }

            count *= dim;
        }

        return count;
    }

    // The specification says which list holds which type; those of 16 bits and less stand in the low bits of 32.
    private static ReadOnlyMemory<byte> Packed(TensorProto proto, ElementType type) => type switch
    {
        ElementType.Float or ElementType.Complex64 => Bytes<float>([.. proto.FloatData]),
        ElementType.Double or ElementType.Complex128 => Bytes<double>([.. proto.DoubleData]),
        ElementType.Int64 => Bytes<long>([.. proto.Int64Data]),
        ElementType.UInt64 => Bytes<ulong>([.. proto.Uint64Data]),
        ElementType.UInt32 => Bytes<uint>([.. proto.Uint64Data.Select(item => unchecked((uint)item))]),
        ElementType.Int32 => Bytes<int>([.. proto.Int32Data]),
        _ when type.BitSize == 16 => Bytes<ushort>([.. proto.Int32Data.Select(item => unchecked((ushort)item))]),
        _ => Bytes<byte>([.. proto.Int32Data.Select(item => unchecked((byte)item))]),
    };

    private static ReadOnlyMemory<byte> Bytes<T>(T[] items)
        where T : unmanaged => CastMemory.ToBytes<T>(items);

    private ModelFormatException Wrong(TensorProto proto, string expects, string received) => source.Error(
        $"{Label(proto)} of type {(ElementType)proto.DataType} and sizes ({string.Join(", ", proto.Dims)}) to have {expects}",
        received, Source.Invalid);

    private static string Label(TensorProto proto) => proto.Name.Length > 0 ? $"tensor '{proto.Name}'" : "a tensor";
}
