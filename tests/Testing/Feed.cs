using OnnxEmit;

namespace Testing;

/// <summary>One input of an operator case: its type and its numbers.</summary>
/// <param name="Data">The numbers.</param>
/// <param name="Differentiable">Whether its gradient is checked.</param>
/// <param name="Constant">Whether it is an initializer rather than an input: axes, pads, sizes.</param>
public sealed record Feed(TensorData Data, bool Differentiable, bool Constant = false)
{
    /// <summary>Random numbers from a seed, uniform between the limits; differentiated.</summary>
    public static Feed Random(long[] dims, float low = -1, float high = 1, int seed = 1)
    {
        Random random = new(HashCode.Combine(seed, dims.Aggregate(17L, (h, d) => (h * 31) + d)) & int.MaxValue);
        return Of(dims, [.. Enumerable.Range(0, (int)dims.Aggregate(1L, (n, d) => n * d))
            .Select(_ => low + ((high - low) * random.NextSingle()))]);
    }

    /// <summary>Random numbers no two of which are near each other: which one is the largest does not change with small steps.</summary>
    public static Feed Distinct(long[] dims, float apart = 0.05f, int seed = 1)
    {
        float[] numbers = [.. Enumerable.Range(0, (int)dims.Aggregate(1L, (n, d) => n * d)).Select(i => i * apart)];
        new Random(seed).Shuffle(numbers);
        return Of(dims, [.. numbers.Select(n => n - (numbers.Length * apart / 2))]);
    }

    /// <summary>These numbers, differentiated.</summary>
    public static Feed Of(long[] dims, params float[] numbers) => new(TensorData.Create<float>(dims, numbers), Differentiable: true);

    /// <summary>These elements of any type, an input that is not differentiated.</summary>
    public static Feed Plain<T>(long[] dims, params T[] elements)
        where T : unmanaged => new(TensorData.Create<T>(dims, elements), Differentiable: false);

    /// <summary>A constant vector of integers.</summary>
    public static Feed Axes(params long[] items) =>
        new(TensorData.Create<long>([items.Length], items), Differentiable: false, Constant: true);

    /// <summary>A constant of any type.</summary>
    public Feed AsConstant() => this with { Constant = true, Differentiable = false };
}
