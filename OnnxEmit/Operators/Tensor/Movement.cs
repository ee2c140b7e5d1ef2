using System.Runtime.InteropServices;

namespace OnnxEmit.Operators;

/// <summary>Rearranges constant data. Null for types whose elements are not whole bytes, and for text.</summary>
internal static class Movement
{
    /// <summary>The axes in another order.</summary>
    public static TensorData? Transpose(TensorData data, int[] perm)
    {
        long[] strides = Strides(data.Dims);
        return Copy(data, [.. perm.Select(axis => data.Dims[axis])], [.. perm.Select(axis => strides[axis])]);
    }

    /// <summary>Axes of length 1 repeated.</summary>
    public static TensorData? Expand(TensorData data, long[] dims)
    {
        long[] own = Strides(data.Dims), strides = new long[dims.Length];
        for (int i = 1; i <= own.Length; i++)
            strides[^i] = data.Dims[^i] == 1 ? 0 : own[^i];
        return Copy(data, dims, strides);
    }

    /// <summary>The whole repeated along each axis.</summary>
    public static TensorData? Tile(TensorData data, long[] repeats)
    {
        long[] own = Strides(data.Dims);
        long[] dims = [.. data.Dims.SelectMany((d, axis) => new[] { repeats[axis], d })];
        return Copy(data, dims, [.. own.SelectMany(stride => new[] { 0, stride })])?.Reshape([.. data.Dims.Zip(repeats, (d, r) => d * r)]);
    }

    /// <summary>From each axis the elements <c>start, start + step, …</c>.</summary>
    public static TensorData? Slice(TensorData data, long[] starts, long[] steps, long[] dims)
    {
        long[] own = Strides(data.Dims);
        long first = own.Zip(starts, (stride, start) => stride * start).Sum();
        return Copy(data, dims, [.. own.Zip(steps, (stride, step) => stride * step)], first);
    }

    /// <summary>Several joined along one axis to a tensor of these sizes.</summary>
    public static TensorData? Concat(ReadOnlySpan<TensorData> parts, int axis, long[] dims)
    {
        int size = parts[0].ElementType.BitSize / 8;
        if (size == 0)
            return null;
        byte[] result = new byte[dims.Aggregate((long)size, (n, d) => n * d)];
        int outer = (int)dims.Take(axis).Aggregate(1L, (n, d) => n * d), at = 0;
        for (int row = 0; row < outer; row++)
        {
            foreach (TensorData part in parts)
            {
                int length = part.Bytes.Length / outer;
                part.Bytes.Span.Slice(row * length, length).CopyTo(result.AsSpan(at));
                at += length;
            }
        }

        return new(parts[0].ElementType, dims, result);
    }

    /// <summary>These places along one axis, each from 0.</summary>
    public static TensorData? Gather(TensorData data, long[] places, int axis, long[] dims)
    {
        int size = data.ElementType.BitSize / 8;
        if (size == 0)
            return null;
        int outer = (int)data.Dims.Take(axis).Aggregate(1L, (n, d) => n * d), at = 0;
        int inner = (int)data.Dims.Skip(axis + 1).Aggregate((long)size, (n, d) => n * d), length = (int)data.Dims[axis];
        byte[] result = new byte[(long)outer * places.Length * inner];
        for (int row = 0; row < outer; row++)
        {
            foreach (long place in places)
            {
                data.Bytes.Span.Slice(((row * length) + (int)place) * inner, inner).CopyTo(result.AsSpan(at));
                at += inner;
            }
        }

        return new(data.ElementType, dims, result);
    }

    private static long[] Strides(long[] dims)
    {
        long[] strides = new long[dims.Length];
        long stride = 1;
        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dims[axis];
        }

        return strides;
    }

    private static TensorData? Copy(TensorData data, long[] dims, long[] strides, long start = 0)
    {
        int size = data.ElementType.BitSize / 8;
        long length = dims.Aggregate((long)size, (n, d) => n * d);
        if (size == 0 || length > Array.MaxLength)
            return null;
        byte[] result = new byte[length];
        switch (size)
        {
            case 1: Copy<byte>(data.Bytes.Span, result, dims, strides, start); break;
            case 2: Copy<ushort>(data.Bytes.Span, result, dims, strides, start); break;
            case 4: Copy<uint>(data.Bytes.Span, result, dims, strides, start); break;
            case 8: Copy<ulong>(data.Bytes.Span, result, dims, strides, start); break;
            default: Copy<UInt128>(data.Bytes.Span, result, dims, strides, start); break;
        }

        return new(data.ElementType, dims, result);
    }

    // Walks the result in order; the last axis is the inner loop, the others an odometer.
    private static void Copy<T>(ReadOnlySpan<byte> sourceBytes, Span<byte> resultBytes, long[] dims, long[] strides, long start)
        where T : unmanaged
    {
        ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(sourceBytes);
        Span<T> result = MemoryMarshal.Cast<byte, T>(resultBytes);
        int rank = dims.Length, inner = rank == 0 ? 1 : (int)dims[^1], step = rank == 0 ? 0 : (int)strides[^1];
        long[] at = new long[rank];
        long offset = start;
        for (int row = 0; row < result.Length; row += inner)
        {
            for (int i = 0, from = (int)offset; i < inner; i++, from += step)
                result[row + i] = source[from];
            for (int axis = rank - 2; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++at[axis] < dims[axis])
                    break;
                offset -= strides[axis] * dims[axis];
                at[axis] = 0;
            }
        }
    }
}
