namespace OnnxEmit;

/// <summary>What is to be known of element types.</summary>
public static class ElementTypes
{
    /// <summary>The element type of a .NET type; <see cref="ElementType.Undefined"/> where ONNX has none for it.</summary>
    /// <typeparam name="T">A number, <see cref="bool"/> or <see cref="Half"/>.</typeparam>
    public static ElementType Of<T>() =>
        typeof(T) == typeof(float) ? ElementType.Float
        : typeof(T) == typeof(double) ? ElementType.Double
        : typeof(T) == typeof(Half) ? ElementType.Float16
        : typeof(T) == typeof(long) ? ElementType.Int64
        : typeof(T) == typeof(int) ? ElementType.Int32
        : typeof(T) == typeof(short) ? ElementType.Int16
        : typeof(T) == typeof(sbyte) ? ElementType.Int8
        : typeof(T) == typeof(ulong) ? ElementType.UInt64
        : typeof(T) == typeof(uint) ? ElementType.UInt32
        : typeof(T) == typeof(ushort) ? ElementType.UInt16
        : typeof(T) == typeof(byte) ? ElementType.UInt8
        : typeof(T) == typeof(bool) ? ElementType.Bool
        : typeof(T) == typeof(string) ? ElementType.String
        : ElementType.Undefined;

    extension(ElementType type)
    {
        /// <summary>The bits of one element; 0 for text and unknown types.</summary>
        public int BitSize => type switch
        {
            ElementType.Undefined or ElementType.String => 0,
            ElementType.UInt2 or ElementType.Int2 => 2,
            ElementType.UInt4 or ElementType.Int4 or ElementType.Float4E2M1 => 4,
            ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 32,
            ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 16,
            ElementType.Double or ElementType.Int64 or ElementType.UInt64 or ElementType.Complex64 => 64,
            ElementType.Complex128 => 128,
            _ => 8,
        };

        /// <summary>Whether it is a real number with a fraction: what a gradient can flow through.</summary>
        public bool IsFloat => type is ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16;

        /// <summary>Whether it is a whole number.</summary>
        public bool IsInteger => type is >= ElementType.UInt8 and <= ElementType.Int64 or ElementType.UInt32 or ElementType.UInt64
            or ElementType.UInt4 or ElementType.Int4 or ElementType.UInt2 or ElementType.Int2;

        /// <summary>Whether integers of this type have a sign.</summary>
        internal bool IsSigned => type is ElementType.Int8 or ElementType.Int16 or ElementType.Int32 or ElementType.Int64;

        /// <summary>The version of <c>ai.onnx</c> that an operator of some version needs for this element type.</summary>
        /// <param name="version">The version that it needs anyway.</param>
        /// <param name="float8">The version in which it learnt 8-bit floats.</param>
        internal int Since(int version, int float8 = 19) => Math.Max(version, type switch
        {
            ElementType.BFloat16 => 13,
            ElementType.Float8E4M3FN or ElementType.Float8E4M3FNUZ or ElementType.Float8E5M2 or ElementType.Float8E5M2FNUZ => float8,
            ElementType.UInt4 or ElementType.Int4 => 21,
            ElementType.Float4E2M1 => 23,
            ElementType.Float8E8M0 => 24,
            ElementType.UInt2 or ElementType.Int2 => 25,
            _ => 1,
        });

        /// <summary>
        /// The bytes that <paramref name="count"/> elements take packed; null where the type has no size or the number is too large.
        /// </summary>
        public long? ByteSize(long count) =>
            type.BitSize is 0 or > 128 || count > long.MaxValue / 128 ? null : ((count * type.BitSize) + 7) / 8;
    }
}
