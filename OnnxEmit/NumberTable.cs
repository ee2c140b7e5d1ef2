using System.Runtime.InteropServices;

namespace OnnxEmit;

/// <summary>
/// A table by number for what is numbered in the order in which it is made, as operators and values are: those of one graph are neighbours,
/// and a page holds many of them where a hash table has an entry for each, in arrays as long as the graph.
/// </summary>
internal sealed class NumberTable<T>
{
    private const int PageBits = 6;
    private readonly Dictionary<long, T?[]> pages = [];
    private long lastKey = -1;
    private T?[] last = [];                            // walks go from neighbour to neighbour

    /// <summary>The place of a number; what was never set is the default.</summary>
    public ref T? this[long number]
    {
        get
        {
            long key = number >> PageBits;
            if (key != lastKey)
            {
                ref T?[]? page = ref CollectionsMarshal.GetValueRefOrAddDefault(pages, key, out _);
                (lastKey, last) = (key, page ??= new T?[1 << PageBits]);
            }

            return ref last[number & ((1 << PageBits) - 1)];
        }
    }
}
