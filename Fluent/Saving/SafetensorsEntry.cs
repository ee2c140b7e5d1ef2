using System.Runtime.InteropServices;
using System.Numerics.Tensors;
using System.Text.Json.Nodes;

namespace Fluent.Saving;

/// <summary>One tensor of a safetensors file: its type, its sizes and where its bytes begin behind the header.</summary>
internal sealed record SafetensorsEntry(string Type, long[] Dims, long Begin, int Count)
{
    /// <summary>What a header says of a tensor; null where it is of another kind than numbers, or not within the file.</summary>
    public static SafetensorsEntry? Parse(JsonNode? described, long available)
    {
        if (described is not JsonObject entry || (string?)entry["dtype"] is not { } type || entry["shape"] is not JsonArray shape
            || entry["data_offsets"] is not JsonArray { Count: 2 } offsets || shape.Concat(offsets).Any(number => number is null))
            return null;
        long[] dims = [.. shape.Select(d => (long)d!)];
        long begin = (long)offsets[0]!, end = (long)offsets[1]!;
        if (SizeOf(type) is not { } size || dims.Any(d => d < 0) || begin < 0 || end < begin || end > available)
            return null;
        long count = dims.Aggregate(1L, (product, d) => checked(product * d));
        return count <= Array.MaxLength && count * size == end - begin ? new(type, dims, begin, (int)count) : null;
    }

    /// <summary>The numbers, as single precision.</summary>
    public float[] Read(FileStream stream, long start)
    {
        stream.Position = start + Begin;
        float[] numbers = new float[Count];
        if (Type == "F32")
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
            return numbers;
        }

        byte[] bytes = new byte[(long)Count * SizeOf(Type)!.Value];
        stream.ReadExactly(bytes);
        if (Type == "F16")
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), numbers);
        else if (Type == "F64")
            TensorPrimitives.ConvertTruncating<double, float>(MemoryMarshal.Cast<byte, double>(bytes), numbers);
        else
            Widen(MemoryMarshal.Cast<byte, ushort>(bytes), numbers);
        return numbers;
    }

    private static int? SizeOf(string type) => type switch { "F64" => 8, "F32" => 4, "F16" or "BF16" => 2, _ => null };

    // A bfloat16 is the upper half of a float.
    private static void Widen(ReadOnlySpan<ushort> upper, Span<float> numbers)
    {
        for (int i = 0; i < upper.Length; i++)
            numbers[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
    }
}
