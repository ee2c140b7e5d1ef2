namespace OnnxEmit.Operators;

/// <summary>Arithmetic on the known elements of integer vectors: how the lengths that a graph computes from shapes stay known.</summary>
internal static class Content
{
    /// <summary>Element by element on numbers; null where an element is not a number.</summary>
    public static Shape? Combine(Value a, Value b, Func<long, long, long> combine) => Combine(a.Content, b.Content, combine);

    /// <summary>Element by element on numbers; null where an element is not a number.</summary>
    public static Shape? Combine(Shape? a, Shape? b, Func<long, long, long> combine) =>
        Zip(a, b, (x, y) => x.Size is { } m && y.Size is { } n ? combine(m, n) : null);

    /// <summary>The product, exact for names as well.</summary>
    public static Shape? Multiply(Value a, Value b) => Zip(a.Content, b.Content, (x, y) => x * y);

    /// <summary>Whether the elements are equal, as 1 or 0; a length that is not a number is no negative one.</summary>
    public static Shape? Equal(Value a, Value b) => Zip(a.Content, b.Content, (x, y) =>
        x == y ? 1
        : (x.Size is not null && y.Size is not null) || x.Size < 0 || y.Size < 0 ? 0
        : null);

    /// <summary>The elements of <paramref name="x"/> where the condition is 1, of <paramref name="y"/> where it is 0.</summary>
    public static Shape? Choose(Value condition, Value x, Value y)
    {
        if (condition.Content is not { } choices || x.Content is not { } xs || y.Content is not { } ys)
            return null;
        int count = choices.Rank != 1 ? choices.Rank : xs.Rank != 1 ? xs.Rank : ys.Rank;
        return new[] { choices, xs, ys }.Any(c => c.Rank != count && c.Rank != 1) ? null
            : [.. Enumerable.Range(0, count).Select(i => At(choices, i) == 1 ? At(xs, i) : At(ys, i))];
    }

    private static Dim At(Shape content, int index) => content[content.Rank == 1 ? 0 : index];

    private static Shape? Zip(Shape? x, Shape? y, Func<Dim, Dim, Dim?> combine)
    {
        if (x is null || y is null || (x.Rank != y.Rank && x.Rank != 1 && y.Rank != 1))
            return null;
        Dim[] items = new Dim[x.Rank == 1 ? y.Rank : x.Rank];
        for (int i = 0; i < items.Length; i++)
        {
            if (combine(At(x, i), At(y, i)) is not { } item)
                return null;
            items[i] = item;
        }

        return Shape.Create(items);
    }
}
