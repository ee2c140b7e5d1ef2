using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OnnxEmit.Operators;

/// <summary>
/// Rearranges constant data; axes in another order, repeated and left out wait until the bytes are looked at. Null for types whose elements
/// are not whole bytes, and for text.
/// </summary>
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
        ComputedMemory result = new((int)length, target => Copy(size, data.Bytes.Span, target, dims, strides, start));
        return new(data.ElementType, dims, result.Memory);
    }

    private static void Copy(int size, ReadOnlySpan<byte> source, Span<byte> result, long[] dims, long[] strides, long start)
    {
        switch (size)
        {
            case 1: Copy<byte>(source, result, dims, strides, start); break;
            case 2: Copy<ushort>(source, result, dims, strides, start); break;
            case 4: Copy<uint>(source, result, dims, strides, start); break;
            case 8: Copy<ulong>(source, result, dims, strides, start); break;
            default: Copy<UInt128>(source, result, dims, strides, start); break;
        }
    }

    private static void Copy<T>(ReadOnlySpan<byte> sourceBytes, Span<byte> resultBytes, long[] dims, long[] strides, long start)
        where T : unmanaged
    {
        ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(sourceBytes);
        Span<T> result = MemoryMarshal.Cast<byte, T>(resultBytes);
        if (result.IsEmpty)
            return;
        (dims, strides) = Merge(dims, strides);
        int near = Array.IndexOf(strides, 1L);
        if (near < 0 || near == dims.Length - 1 || strides[^1] < 0)
            CopyRows(source, result, dims, strides, start);
        else
            CopyTiles(source, result, dims, strides, start, near);
    }

    // Axes of length 1 left out, and axes that follow each other in the source as in the result made one; at least one axis stays.
    private static (long[] Dims, long[] Strides) Merge(long[] dims, long[] strides)
    {
        List<long> merged = [], steps = [];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            if (dims[axis] == 1)
                continue;
            if (merged.Count > 0 && steps[^1] == strides[axis] * dims[axis])
                (merged[^1], steps[^1]) = (merged[^1] * dims[axis], strides[axis]);
            else
                (merged, steps) = ([.. merged, dims[axis]], [.. steps, strides[axis]]);
        }

        return merged.Count == 0 ? ([1], [1]) : ([.. merged], [.. steps]);
    }

    // Walks the result in order; the last axis is the inner loop, the others an odometer.
    private static void CopyRows<T>(ReadOnlySpan<T> source, Span<T> result, long[] dims, long[] strides, long start)
    {
        int inner = (int)dims[^1], step = (int)strides[^1];
        long[] at = new long[dims.Length - 1];
        long offset = start;
        for (int row = 0; row < result.Length; row += inner)
        {
            if (step == 1)
            {
                source.Slice((int)offset, inner).CopyTo(result[row..]);
            }
            else
            {
                for (int i = 0, from = (int)offset; i < inner; i++, from += step)
                    result[row + i] = source[from];
            }

            offset += Advance(at, dims, strides, strides).Source;
        }
    }

    // Reads along the axis whose elements are neighbours in the source, some cache lines at a time, and writes as many rows side by side.
    private static void CopyTiles<T>(ReadOnlySpan<T> source, Span<T> result, long[] dims, long[] strides, long start, int near)
    {
        const int Tile = 64;
        long[] own = Strides(dims), others = [.. dims[..near], 1, .. dims[(near + 1)..^1], 1];
        int inner = (int)dims[^1], step = (int)strides[^1], apart = (int)own[near];
        long rows = others.Aggregate(1L, (n, d) => n * d);
        for (int first = 0; first < dims[near]; first += Tile)
        {
            int count = (int)Math.Min(Tile, dims[near] - first);
            long[] at = new long[dims.Length - 1];
            long from = start + first, to = own[near] * first;
            for (long row = 0; row < rows; row++)
            {
                CopyTile(source[(int)from..], result[(int)to..], count, inner, step, apart);
                (long Source, long Result) moved = Advance(at, others, strides, own);
                (from, to) = (from + moved.Source, to + moved.Result);
            }
        }
    }

    // The spans are sliced to what the loops touch, which frees the loops of checks: this is where large models spend their time.
    private static void CopyTile<T>(ReadOnlySpan<T> source, Span<T> result, int count, int inner, int step, int apart)
    {
        ref T from = ref MemoryMarshal.GetReference(source), to = ref MemoryMarshal.GetReference(result);
        int last = (inner - 1) * step;
        if (last < 0 || count - 1 + last >= source.Length || ((count - 1) * apart) + inner > result.Length)
            throw new ArgumentOutOfRangeException(nameof(count));
        int i = 0;
        if (typeof(T) == typeof(uint))
        {
            for (; i <= inner - Vector128<uint>.Count; i += Vector128<uint>.Count)
            {
                CopyFour(ref Unsafe.As<T, uint>(ref Unsafe.Add(ref from, i * step)), ref Unsafe.As<T, uint>(ref Unsafe.Add(ref to, i)),
                    count, step, apart);
            }
        }

        for (; i < inner; i++)
        {
            for (int k = 0; k < count; k++)
                Unsafe.Add(ref to, (k * apart) + i) = Unsafe.Add(ref from, k + (i * step));
        }
    }

    // Four neighbours in the result at once: each write goes to another row, and there are four times fewer.
    private static void CopyFour(ref uint from, ref uint to, int count, int step, int apart)
    {
        ref uint second = ref Unsafe.Add(ref from, step), third = ref Unsafe.Add(ref from, 2 * step);
        ref uint fourth = ref Unsafe.Add(ref from, 3 * step);
        for (int k = 0; k < count; k++)
        {
            Vector128.Create(Unsafe.Add(ref from, k), Unsafe.Add(ref second, k), Unsafe.Add(ref third, k), Unsafe.Add(ref fourth, k))
                .StoreUnsafe(ref to, (nuint)(k * apart));
        }
    }

    // The next place of an odometer over all axes but the last, and how far it is from this one in source and result.
    private static (long Source, long Result) Advance(long[] at, long[] dims, long[] strides, long[] own)
    {
        (long source, long result) = (0, 0);
        for (int axis = at.Length - 1; axis >= 0; axis--)
        {
            (source, result) = (source + strides[axis], result + own[axis]);
            if (++at[axis] < dims[axis])
                break;
            (source, result, at[axis]) = (source - (strides[axis] * dims[axis]), result - (own[axis] * dims[axis]), 0);
        }

        return (source, result);
    }
}
