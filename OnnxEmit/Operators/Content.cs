namespace OnnxEmit.Operators;

/// <summary>Arithmetic on the known elements of integer vectors: how the lengths that a graph computes from shapes stay known.</summary>
internal static class Content
{
    /// <summary>Element by element on numbers; null where an element is not a number.</summary>
    public static Shape? Combine(Value a, Value b, Func<long, long, long> combine) =>
        Zip(a, b, (x, y) => x.Size is { } m && y.Size is { } n ? combine(m, n) : null);

    /// <summary>The product, exact for names as well.</summary>
    public static Shape? Multiply(Value a, Value b) => Zip(a, b, (x, y) => x * y);

    private static Shape? Zip(Value a, Value b, Func<Dim, Dim, Dim?> combine)
    {
        if (a.Content is not { } x || b.Content is not { } y || (x.Rank != y.Rank && x.Rank != 1 && y.Rank != 1))
            return null;
        Dim[] items = new Dim[Math.Max(x.Rank, y.Rank)];
        for (int i = 0; i < items.Length; i++)
        {
            if (combine(x[x.Rank == 1 ? 0 : i], y[y.Rank == 1 ? 0 : i]) is not { } item)
                return null;
            items[i] = item;
        }

        return Shape.Create(items);
    }
}
