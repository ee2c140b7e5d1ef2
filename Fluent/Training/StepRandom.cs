using System.Numerics;
using Fluent.Lowering;

namespace Fluent;

/// <summary>
/// The random numbers of a step, by counter: hashed from seed, layer, call and step, so that a resumed run repeats bit for bit. Made here
/// and fed to the graph: measured, that takes a tenth of the time of hashing in the graph.
/// </summary>
internal static class StepRandom
{
    /// <summary>Even in [0, 1), 24 bits each.</summary>
    /// <param name="numbers">Where to.</param>
    /// <param name="key">What they are drawn by.</param>
    /// <param name="step">The step.</param>
    /// <param name="first">How many of the step's numbers come before these.</param>
    public static void Fill(Span<float> numbers, RandomKey key, long step, int first = 0)
    {
        ulong start = RandomNumbers.Mix(RandomNumbers.Hash(key.Path) ^ RandomNumbers.Mix(
            ((ulong)(uint)(key.Seed ?? RandomNumbers.Seed) << 32) ^ ((ulong)(uint)key.Call << 16) ^ (uint)key.Ordinal));
        uint seed = (uint)RandomNumbers.Mix(start + ((ulong)step * 0x9E3779B97F4A7C15UL)) + (uint)first;
        int width = Vector<uint>.Count, i = 0;
        Vector<uint> counter = Vector<uint>.Indices + new Vector<uint>(seed);
        Vector<float> scale = new(1f / (1 << 24));
        for (; i <= numbers.Length - width; i += width, counter += new Vector<uint>((uint)width))
            (Vector.ConvertToSingle(Vector.AsVectorInt32(Hash(counter) >> 8)) * scale).CopyTo(numbers[i..]);
        for (uint c = seed + (uint)i; i < numbers.Length; i++, c++)
            numbers[i] = (Hash(c) >> 8) * (1f / (1 << 24));
    }

    // The finalizer of "lowbias32" (Wellons 2018).
    private static Vector<uint> Hash(Vector<uint> x)
    {
        x = (x ^ (x >> 16)) * 0x7FEB352DU;
        x = (x ^ (x >> 15)) * 0x846CA68BU;
        return x ^ (x >> 16);
    }

    private static uint Hash(uint x)
    {
        x = (x ^ (x >> 16)) * 0x7FEB352DU;
        x = (x ^ (x >> 15)) * 0x846CA68BU;
        return x ^ (x >> 16);
    }
}
