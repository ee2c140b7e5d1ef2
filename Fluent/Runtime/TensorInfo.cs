using Microsoft.ML.OnnxRuntime;
using OnnxEmit;

namespace Fluent;

/// <summary>An input or output of a <see cref="Session"/>.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="ElementType">The type of an element; <see cref="ElementType.Undefined"/> for what is not a tensor.</param>
/// <param name="Dims">The sizes; -1 where one is not a number.</param>
/// <param name="Symbols">For each size its symbolic name, or empty.</param>
internal sealed record TensorInfo(string Name, ElementType ElementType, IReadOnlyList<long> Dims, IReadOnlyList<string> Symbols)
{
    /// <summary>Whether it is a dense tensor, and no sequence, map, optional or sparse tensor.</summary>
    public bool IsTensor => ElementType is not ElementType.Undefined;

    /// <summary>
    /// The .NET type of an element, or <c>null</c> where there is none (bfloat16, 8-bit floats, packed integers) or no tensor.
    /// </summary>
    public Type? ClrType => ElementType switch
    {
        ElementType.Float => typeof(float),
        ElementType.Double => typeof(double),
        ElementType.Float16 => typeof(Half),
        ElementType.Int8 => typeof(sbyte),
        ElementType.Int16 => typeof(short),
        ElementType.Int32 => typeof(int),
        ElementType.Int64 => typeof(long),
        ElementType.UInt8 => typeof(byte),
        ElementType.UInt16 => typeof(ushort),
        ElementType.UInt32 => typeof(uint),
        ElementType.UInt64 => typeof(ulong),
        ElementType.Bool => typeof(bool),
        ElementType.String => typeof(string),
        _ => null,
    };

    /// <summary>As <c>float[batch, 4]</c>: the type in ONNX's lower case and every size as number, name or <c>?</c>.</summary>
    public string Type => IsTensor ? $"{ElementType.ToString().ToLowerInvariant()}[{string.Join(", ", Dims.Select(Dim))}]" : "no tensor";

    /// <summary>As <c>'x' float[batch, 4]</c>.</summary>
    public override string ToString() => $"'{Name}' {Type}";

    internal static TensorInfo From(string name, NodeMetadata data) => data.IsTensor
        ? new(name, (ElementType)(int)data.ElementDataType, [.. data.Dimensions.Select(d => (long)d)], data.SymbolicDimensions)
        : new(name, ElementType.Undefined, [], []);

    private string Dim(long size, int axis) => size >= 0 ? $"{size}" : Symbols[axis].Length > 0 ? Symbols[axis] : "?";
}
