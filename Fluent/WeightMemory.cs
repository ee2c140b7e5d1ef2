using OnnxEmit;

namespace Fluent;

/// <summary>
/// Where the numbers of weights lie. Large ones lie where they can stay. Small ones, of which a deep network has thousands, share arrays,
/// and are pinned by whoever binds them: what may stay is little between two collections of everything.
/// </summary>
internal static class WeightMemory
{
    private const int LongestShared = 1 << 10;
    private const int SharedLength = 1 << 14;          // below what counts as a large object

    [ThreadStatic]
    private static Memory<float> rest;                 // of the array that is shared out now

    /// <summary>Memory for so many numbers, with whatever stands in it.</summary>
    public static CastMemory<float> Allocate(int count)
    {
        if (count > LongestShared)
            return new(GC.AllocateUninitializedArray<float>(count, pinned: true));
        if (rest.IsEmpty || rest.Length < count)
            rest = GC.AllocateUninitializedArray<float>(SharedLength);
        Memory<float> taken = rest[..count];
        rest = rest[count..];
        return new(taken);
    }
}
