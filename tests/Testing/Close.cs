using OnnxEmit;

namespace Testing;

/// <summary>Compares numbers with what is expected of them.</summary>
public static class Close
{
    /// <summary>
    /// What differs by more than <paramref name="absolute"/> + <paramref name="relative"/>·|expected|; null where nothing does.
    /// </summary>
    public static string? Difference(string what, TensorData actual, TensorData expected, double absolute, double relative)
    {
        if (!actual.Dims.AsSpan().SequenceEqual(expected.Dims))
            return $"{what}: shape ({string.Join(", ", actual.Dims)}), expected ({string.Join(", ", expected.Dims)})";
        double[] a = ToDoubles(actual), e = ToDoubles(expected);
        for (int i = 0; i < a.Length; i++)
        {
            bool same = a[i] == e[i] || (double.IsNaN(a[i]) && double.IsNaN(e[i]))
                || Math.Abs(a[i] - e[i]) <= absolute + (relative * Math.Abs(e[i]));
            if (!same)
                return $"{what}[{i}]: {a[i]}, expected {e[i]}";
        }

        return null;
    }

    /// <summary>Every element as a double.</summary>
    public static double[] ToDoubles(TensorData data) => data.ElementType switch
    {
        ElementType.Float => Array.ConvertAll(data.AsSpan<float>().ToArray(), x => (double)x),
        ElementType.Double => data.AsSpan<double>().ToArray(),
        ElementType.Float16 => Array.ConvertAll(data.AsSpan<Half>().ToArray(), x => (double)x),
        _ => Array.ConvertAll(data.ToInt64(), x => (double)x),
    };
}
