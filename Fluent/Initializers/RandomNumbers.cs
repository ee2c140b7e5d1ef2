namespace Fluent;

/// <summary>
/// Random numbers by counter: the i-th number of a stream is a hash of its seed, its name and i, the same on every machine.
/// </summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014) over a name hashed by FNV-1a.</remarks>
public sealed class RandomNumbers
{
    private static int globalSeed = 1;
    private readonly ulong start;
    private ulong counter;

    /// <summary>A stream.</summary>
    /// <param name="seed">The seed; the global one when null.</param>
    /// <param name="name">What the numbers are for: a weight's path, a layer's name.</param>
    public RandomNumbers(int? seed, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        start = Mix(Hash(name) ^ Mix(unchecked((ulong)(seed ?? Seed)) + (seed is null ? 0UL : 0x5851F42D4C957F2DUL)));
    }

    /// <summary>
    /// Sets the seed that everything without one of its own draws by. Default 1: the same program gives the same numbers at every run.
    /// </summary>
    /// <param name="seed">Any number.</param>
    public static void SetSeed(int seed) => globalSeed = seed;

    /// <summary>The global seed, or that of the surroundings.</summary>
    internal static int Seed => Surroundings.Current?.Seed ?? globalSeed;

    /// <summary>Even in [0, 1), 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Normal with mean 0 and standard deviation 1 (Box–Muller).</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>As <see cref="NextNormal"/>, drawn again where beyond two standard deviations.</summary>
    public double NextTruncatedNormal()
    {
        double number;
        do
            number = NextNormal();
        while (Math.Abs(number) > 2);
        return number;
    }

    /// <summary>Even in [0, limit).</summary>
    /// <param name="limit">1 or more.</param>
    public int Next(int limit) => (int)(((UInt128)Next() * (uint)limit) >> 64);

    /// <summary>Rearranges items (Fisher–Yates).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    internal static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    internal static ulong Hash(string name)
    {
        // Training hashes names in every step: on the stack, unless a name is very long.
        int most = System.Text.Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> bytes = most <= 1024 ? stackalloc byte[1024] : new byte[most];
        ulong hash = 0xCBF29CE484222325UL;
        foreach (byte b in bytes[..System.Text.Encoding.UTF8.GetBytes(name, bytes)])
            hash = (hash ^ b) * 0x100000001B3UL;
        return hash;
    }

    private ulong Next() => Mix(start + (++counter * 0x9E3779B97F4A7C15UL));
}
