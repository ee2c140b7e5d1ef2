using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OnnxEmit;

namespace Fluent;

/// <summary>Arrays of any rank as tensors, without a copy where their elements lie together.</summary>
internal static class ArrayData
{
    public static TensorData ToTensorData(Array array)
    {
        Type element = array.GetType().GetElementType()!;
        if (element.IsArray)
            return Flatten(array);
        ElementType type = TypeOf(element)
            ?? throw new FluentException("Data", "arrays of float, double, Half, bool or an integer type",
                $"{element.Name}[{new string(',', array.Rank - 1)}]");
        long[] dims = [.. Enumerable.Range(0, array.Rank).Select(array.GetLongLength)];
        int size = type.BitSize / 8;
        return array.LongLength * size <= Array.MaxLength ? new(type, dims, new ArrayMemory(array, size).Memory)
            : throw new FluentException("Data", "arrays of at most 2 GB; larger data come as a stream of batches",
                $"{array.LongLength * size} bytes");
    }

    // Rows of rows become one array; all must be as long as the first.
    private static TensorData Flatten(Array rows)
    {
        TensorData[] items = [.. rows.Cast<Array?>().Select((row, i) => ToTensorData(row
            ?? throw new FluentException("Data", "an array in every row", $"null in row {i}")))];
        if (items.Length == 0)
            return new(ElementType.Float, [0], ReadOnlyMemory<byte>.Empty);
        int odd = Array.FindIndex(items, item => !item.Dims.AsSpan().SequenceEqual(items[0].Dims)
            || item.ElementType != items[0].ElementType);
        if (odd >= 0)
            throw new FluentException("Data", $"rows of equal length, {items[0]} as the first", $"{items[odd]} in row {odd}");
        byte[] bytes = new byte[(long)items.Length * items[0].Bytes.Length];
        for (int i = 0; i < items.Length; i++)
            items[i].Bytes.CopyTo(bytes.AsMemory(i * items[0].Bytes.Length));
        return new(items[0].ElementType, [items.Length, .. items[0].Dims], bytes);
    }

    private static ElementType? TypeOf(Type element) => Type.GetTypeCode(element) switch
    {
        TypeCode.Single => ElementType.Float,
        TypeCode.Double => ElementType.Double,
        TypeCode.Byte => ElementType.UInt8,
        TypeCode.SByte => ElementType.Int8,
        TypeCode.Int16 => ElementType.Int16,
        TypeCode.UInt16 => ElementType.UInt16,
        TypeCode.Int32 => ElementType.Int32,
        TypeCode.UInt32 => ElementType.UInt32,
        TypeCode.Int64 => ElementType.Int64,
        TypeCode.UInt64 => ElementType.UInt64,
        TypeCode.Boolean => ElementType.Bool,
        _ => element == typeof(Half) ? ElementType.Float16 : null,
    };

    /// <summary>The bytes of an array of any rank.</summary>
    private sealed class ArrayMemory(Array array, int size) : MemoryManager<byte>
    {
        private readonly int length = checked((int)(array.LongLength * size));

        public override Span<byte> GetSpan() => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), length);

        public override unsafe MemoryHandle Pin(int elementIndex = 0)
        {
            GCHandle handle = GCHandle.Alloc(array, GCHandleType.Pinned);
            return new((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) + elementIndex, handle, this);
        }

        public override void Unpin()
        {
            // The handle frees itself.
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
