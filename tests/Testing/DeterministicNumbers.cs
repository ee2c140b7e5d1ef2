using System.Text;
using OnnxEmit;

namespace Testing;

/// <summary>The numbers of the goldens that any language can make: <c>det(name, shape, lo, hi)</c>.</summary>
public static class DeterministicNumbers
{
    /// <summary>Numbers of a name, even between two limits.</summary>
    public static float[] Draw(string name, long count, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(name);
        ulong hash = 0xCBF29CE484222325UL;
        foreach (byte b in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ b) * 0x100000001B3UL;
        float[] numbers = new float[count];
        for (int i = 0; i < numbers.Length; i++)
        {
            ulong x = hash + ((ulong)(i + 1) * 0x9E3779B97F4A7C15UL);
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
            x ^= x >> 31;
            numbers[i] = (float)(low + ((high - low) * ((x >> 40) / 16777216.0)));
        }

        return numbers;
    }

    /// <summary>The numbers of a weight by the rule of the goldens.</summary>
    /// <param name="path">The weight's path in the original.</param>
    /// <param name="dims">Its sizes.</param>
    /// <param name="gain">3, and 6 for applications.</param>
    public static float[] Weight(string path, long[] dims, double gain)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(dims);
        long count = dims.Aggregate(1L, (product, d) => product * d);
        if (path.Split('/')[^1] is "gamma" or "moving_variance" or "variance" or "scale")
            return Draw($"w/{path}", count, 0.8, 1.2);
        if (dims.Length < 2)
            return Draw($"w/{path}", count, -0.1, 0.1);
        long fan = dims.Length == 4 && dims[^1] == 1 ? dims[0] * dims[1] : count / dims[^1];
        double limit = Math.Sqrt(gain / fan);
        return Draw($"w/{path}", count, -limit, limit);
    }

    /// <summary>At most <paramref name="count"/> evenly strided elements.</summary>
    public static TensorData Strided(TensorData data, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        float[] all = data.AsSpan<float>().ToArray();
        int stride = Math.Max(1, all.Length / count);
        float[] taken = [.. Enumerable.Range(0, Math.Min(count, (all.Length + stride - 1) / stride)).Select(i => all[i * stride])];
        return TensorData.Create<float>([taken.Length], taken);
    }
}
