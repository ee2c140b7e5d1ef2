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
}
