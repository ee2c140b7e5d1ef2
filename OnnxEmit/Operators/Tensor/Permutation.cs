using System.Runtime.InteropServices;

namespace OnnxEmit.Operators;

/// <summary>Transposes constant data.</summary>
internal static class Permutation
{
    /// <summary>The elements in the new order; null for types that are not whole bytes.</summary>
    public static TensorData? Apply(TensorData data, int[] perm)
    {
        int size = data.ElementType.BitSize / 8;
        if (size == 0 || data.Bytes.Length > Array.MaxLength)
            return null;
        long[] dims = [.. perm.Select(axis => data.Dims[axis])];
        byte[] result = new byte[data.Bytes.Length];
        long[] strides = [.. perm.Select(axis => data.Dims[(axis + 1)..].Aggregate(1L, (product, d) => product * d))];
        switch (size)
        {
            case 1: Copy<byte>(data.Bytes.Span, result, dims, strides); break;
            case 2: Copy<ushort>(data.Bytes.Span, result, dims, strides); break;
            case 4: Copy<uint>(data.Bytes.Span, result, dims, strides); break;
            case 8: Copy<ulong>(data.Bytes.Span, result, dims, strides); break;
            default: Copy<UInt128>(data.Bytes.Span, result, dims, strides); break;
        }

        return new(data.ElementType, dims, result);
    }

    // Walks the result in order; the last axis is the inner loop, the others an odometer.
    private static void Copy<T>(ReadOnlySpan<byte> sourceBytes, Span<byte> resultBytes, long[] dims, long[] strides)
        where T : unmanaged
    {
        ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(sourceBytes);
        Span<T> result = MemoryMarshal.Cast<byte, T>(resultBytes);
        int rank = dims.Length, inner = rank == 0 ? 1 : (int)dims[^1], step = rank == 0 ? 0 : (int)strides[^1];
        long[] at = new long[rank];
        long offset = 0;
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
