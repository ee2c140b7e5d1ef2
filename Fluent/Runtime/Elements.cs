using OnnxEmit;

namespace Fluent;

/// <summary>Which .NET type holds an element of a tensor.</summary>
internal static class Elements
{
    private static readonly Dictionary<Type, ElementType> Types = new()
    {
        [typeof(float)] = ElementType.Float,
        [typeof(byte)] = ElementType.UInt8,
        [typeof(sbyte)] = ElementType.Int8,
        [typeof(ushort)] = ElementType.UInt16,
        [typeof(short)] = ElementType.Int16,
        [typeof(int)] = ElementType.Int32,
        [typeof(long)] = ElementType.Int64,
        [typeof(string)] = ElementType.String,
        [typeof(bool)] = ElementType.Bool,
        [typeof(Half)] = ElementType.Float16,
        [typeof(double)] = ElementType.Double,
        [typeof(uint)] = ElementType.UInt32,
        [typeof(ulong)] = ElementType.UInt64,
    };

    private static readonly Dictionary<ElementType, Type> ClrTypes = Types.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static Type? ClrType(ElementType type) => ClrTypes.GetValueOrDefault(type);

    /// <summary>The element type that <typeparamref name="T"/> is.</summary>
    public static ElementType Of<T>() => Cache<T>.Type;

    private static class Cache<T>
    {
        public static readonly ElementType Type = Types.GetValueOrDefault(typeof(T));
    }
}
