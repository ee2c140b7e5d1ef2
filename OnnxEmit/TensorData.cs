using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OnnxEmit;

/// <summary>
/// The elements of a constant tensor: a slice of the caller's memory or of a mapped file, never copied. Little-endian, row-major, packed as
/// ONNX's <c>raw_data</c>; text apart. The memory must not change while a graph uses it.
/// </summary>
public sealed class TensorData : IEquatable<TensorData>
{
    // Only short integer scalars and vectors can be lengths, axes or counts, or say which of them to take.
    internal const int LongestContent = Shape.MostAxes;

    private readonly ReadOnlyMemory<byte> bytes;
    private TensorType? type;

    /// <summary>A tensor over packed bytes.</summary>
    /// <param name="elementType">The type of its elements; not <see cref="ElementType.String"/>.</param>
    /// <param name="dims">Its sizes, each 0 or more.</param>
    /// <param name="bytes">The elements; sub-byte types packed, low bits first.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit type and sizes.</exception>
    public TensorData(ElementType elementType, long[] dims, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(dims);
        (ElementType, Dims, this.bytes) = (elementType, dims, bytes);
        Count = CountOf(dims);
        if (elementType.ByteSize(Count) is not { } expected || expected != bytes.Length)
        {
            throw new ArgumentException(
                $"Tensor data of type {elementType} and sizes ({string.Join(", ", dims)}) expects {elementType.ByteSize(Count)} bytes. " +
                $"Received: {bytes.Length}.", nameof(bytes));
        }
    }

    /// <summary>A tensor of text.</summary>
    /// <param name="dims">Its sizes.</param>
    /// <param name="strings">The UTF-8 bytes of each element.</param>
    public TensorData(long[] dims, byte[][] strings)
    {
        ArgumentNullException.ThrowIfNull(dims);
        ArgumentNullException.ThrowIfNull(strings);
        (ElementType, Dims, Strings, Count) = (ElementType.String, dims, strings, CountOf(dims));
        if (Count != strings.Length)
        {
            throw new ArgumentException(
                $"Tensor data of sizes ({string.Join(", ", dims)}) expects {Count} strings. Received: {strings.Length}.", nameof(strings));
        }
    }

    /// <summary>The type of the elements.</summary>
    public ElementType ElementType { get; }

    /// <summary>The sizes. Not to be changed.</summary>
    public long[] Dims { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>The UTF-8 bytes of each element of a text tensor; empty for others. Not to be changed.</summary>
    public byte[][] Strings { get; } = [];

    /// <summary>The packed elements; empty for text.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The tensor type.</summary>
    public TensorType Type => type ??= new(ElementType, Shape.Of(Dims));

    /// <summary>A tensor over the caller's elements, not copied where <paramref name="elements"/> is memory.</summary>
    /// <typeparam name="T">A type that ONNX has, such as <see cref="float"/>, <see cref="long"/>, <see cref="bool"/> or
    /// <see cref="Half"/>.</typeparam>
    /// <param name="dims">Its sizes.</param>
    /// <param name="elements">The elements, row-major.</param>
    public static TensorData Create<T>(long[] dims, ReadOnlyMemory<T> elements)
        where T : unmanaged => new(ElementTypes.Of<T>(), dims, CastMemory.ToBytes(elements));

    /// <summary>A tensor over packed bytes, of a type that others share.</summary>
    internal static TensorData Create(TensorType type, long[] dims, ReadOnlyMemory<byte> bytes) =>
        new(type.ElementType, dims, bytes) { type = type };

    /// <summary>A tensor of a copy of <paramref name="elements"/>.</summary>
    /// <typeparam name="T">A type that ONNX has.</typeparam>
    /// <param name="dims">Its sizes.</param>
    /// <param name="elements">The elements, row-major.</param>
    public static TensorData Create<T>(long[] dims, params ReadOnlySpan<T> elements)
        where T : unmanaged => new(ElementTypes.Of<T>(), dims, MemoryMarshal.AsBytes(elements).ToArray());

    /// <summary>One number as a scalar of any numeric type.</summary>
    /// <param name="elementType">The type.</param>
    /// <param name="number">The number; rounded to the type.</param>
    public static TensorData Scalar(ElementType elementType, double number) => elementType switch
    {
        ElementType.Float => Create([], (float)number),
        ElementType.Double => Create([], number),
        ElementType.Float16 => Create([], (Half)number),
        ElementType.BFloat16 => new(elementType, [], ToBFloat16(number)),
        ElementType.Int8 => Create([], (sbyte)number),
        ElementType.UInt8 => Create([], (byte)number),
        ElementType.Int16 => Create([], (short)number),
        ElementType.UInt16 => Create([], (ushort)number),
        ElementType.Int32 => Create([], (int)number),
        ElementType.UInt32 => Create([], (uint)number),
        ElementType.Int64 => Create([], (long)number),
        ElementType.UInt64 => Create([], (ulong)number),
        ElementType.Bool => Create([], number != 0),
        _ => throw new ArgumentException($"A constant number expects a numeric type. Received: {elementType}.", nameof(elementType)),
    };

    /// <summary>The elements.</summary>
    /// <typeparam name="T">The type that <see cref="ElementType"/> says.</typeparam>
    /// <exception cref="ArgumentException">Another type.</exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged => ElementTypes.Of<T>() == ElementType
            ? MemoryMarshal.Cast<byte, T>(bytes.Span)
            : throw new ArgumentException($"Tensor data expects to be read as {ElementType}. Received: {typeof(T).Name}.");

    /// <summary>The same elements under other sizes.</summary>
    public TensorData Reshape(long[] dims) => ElementType == ElementType.String ? new(dims, Strings) : new(ElementType, dims, bytes);

    /// <summary>Every element as a long, for integer types.</summary>
    public long[] ToInt64() => ElementType switch
    {
        ElementType.Int64 => AsSpan<long>().ToArray(),
        ElementType.Int32 => Array.ConvertAll(AsSpan<int>().ToArray(), i => (long)i),
        ElementType.Int16 => Array.ConvertAll(AsSpan<short>().ToArray(), i => (long)i),
        ElementType.Int8 => Array.ConvertAll(AsSpan<sbyte>().ToArray(), i => (long)i),
        ElementType.UInt8 or ElementType.Bool => Array.ConvertAll(bytes.ToArray(), i => (long)i),
        ElementType.UInt16 => Array.ConvertAll(AsSpan<ushort>().ToArray(), i => (long)i),
        ElementType.UInt32 => Array.ConvertAll(AsSpan<uint>().ToArray(), i => (long)i),
        ElementType.UInt64 => Array.ConvertAll(AsSpan<ulong>().ToArray(), i => unchecked((long)i)),
        _ => throw new InvalidOperationException($"Tensor data expects an integer type here. Received: {ElementType}."),
    };

    /// <inheritdoc/>
    public bool Equals(TensorData? other) =>
        other is not null && ElementType == other.ElementType && Dims.AsSpan().SequenceEqual(other.Dims) &&
        bytes.Span.SequenceEqual(other.bytes.Span) &&
        Strings.Zip(other.Strings).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorData);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ElementType, Count, bytes.Length);

    /// <summary>As in <c>Float(3, 4)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ElementType}({string.Join(", ", Dims)})");

    internal Shape? ToContent() =>
        Dims.Length <= 1 && Count <= LongestContent && ElementType is ElementType.Int64 or ElementType.Int32 or ElementType.Bool
        ? Shape.Of(ToInt64())
        : null;

    // The number that a constant of one element of a common numeric type holds.
    internal double? ToNumber() => Count != 1 ? null : ElementType switch
    {
        ElementType.Float => AsSpan<float>()[0],
        ElementType.Double => AsSpan<double>()[0],
        ElementType.Float16 => (double)AsSpan<Half>()[0],
        ElementType.Int64 or ElementType.Int32 => ToInt64()[0],
        _ => null,
    };

    private static long CountOf(long[] dims)
    {
        long count = 1;
        foreach (long dim in dims)
        {
            if (dim < 0)
                throw new ArgumentException(
                    $"Tensor data expects sizes of 0 or more. Received: ({string.Join(", ", dims)}).", nameof(dims));
            count = checked(count * dim);
        }

        return count;
    }

    private static byte[] ToBFloat16(double number)
    {
        uint bits = BitConverter.SingleToUInt32Bits((float)number);
        ushort rounded = float.IsNaN((float)number) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        return BitConverter.GetBytes(rounded);
    }
}
