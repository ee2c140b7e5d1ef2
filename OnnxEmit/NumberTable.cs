namespace OnnxEmit;

/// <summary>
/// A table by number for what is numbered in the order in which it is made, as operators and values are: those of one graph are neighbours,
/// and a page holds many of them where a hash table has an entry for each, in arrays as long as the graph.
/// </summary>
internal sealed class NumberTable<T>
{
    private const int PageBits = 6;
    private readonly Dictionary<long, T?[]> pages = [];

    /// <summary>The place of a number; what was never set is the default.</summary>
    public ref T? this[long number]
    {
        get
        {
            if (!pages.TryGetValue(number >> PageBits, out T?[]? page))
                pages.Add(number >> PageBits, page = new T?[1 << PageBits]);
            return ref page[number & ((1 << PageBits) - 1)];
        }
    }
}
