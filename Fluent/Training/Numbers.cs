using OnnxEmit;

namespace Fluent;

/// <summary>Elements of any numeric type as doubles.</summary>
internal static class Numbers
{
    public static double[] ToDoubles(TensorData data) => data.ElementType switch
    {
        ElementType.Float => Array.ConvertAll(data.AsSpan<float>().ToArray(), x => (double)x),
        ElementType.Double => data.AsSpan<double>().ToArray(),
        ElementType.Float16 => Array.ConvertAll(data.AsSpan<Half>().ToArray(), x => (double)x),
        _ => Array.ConvertAll(data.ToInt64(), x => (double)x),
    };

    /// <summary>The same numbers as another type.</summary>
    public static TensorData Convert(TensorData data, ElementType type)
    {
        double[] numbers = ToDoubles(data);
        return type switch
        {
            ElementType.Float => TensorData.Create<float>(data.Dims, Array.ConvertAll(numbers, n => (float)n)),
            ElementType.Double => TensorData.Create<double>(data.Dims, numbers),
            ElementType.Int32 => TensorData.Create<int>(data.Dims, Array.ConvertAll(numbers, n => (int)n)),
            ElementType.Int64 => TensorData.Create<long>(data.Dims, Array.ConvertAll(numbers, n => (long)n)),
            ElementType.UInt8 => TensorData.Create<byte>(data.Dims, Array.ConvertAll(numbers, n => (byte)n)),
            ElementType.Bool => TensorData.Create<bool>(data.Dims, Array.ConvertAll(numbers, n => n != 0)),
            ElementType.Float16 => TensorData.Create<Half>(data.Dims, Array.ConvertAll(numbers, n => (Half)n)),
            _ => throw new FluentException("Data", $"a type that converts to {type}", $"{data.ElementType}"),
        };
    }
}
