namespace OnnxEmit.Operators;

/// <summary>Arithmetic on lengths beyond products: exact on numbers, a formula where a length is open.</summary>
internal static class Lengths
{
    /// <summary>The sum: of equal lengths a product, of others a formula that does not depend on their order.</summary>
    public static Dim Sum(params IEnumerable<Dim> lengths)
    {
        Dim[] open = [.. lengths.Where(d => !d.IsKnown)];
        long number = lengths.Sum(d => d.Size ?? 0);
        if (open.Length == 0)
            return number;
        if (number == 0 && open.All(d => d == open[0]))
            return open[0] * open.Length;
        IEnumerable<string> terms = open.Select(d => d.ToFormula()).Order(StringComparer.Ordinal);
        return Dim.Derived($"sum({string.Join(", ", terms)}, {number})");
    }

    /// <summary>As many unknown lengths.</summary>
    /// <exception cref="InvalidOperationException">More than any tensor has.</exception>
    public static Shape Unknown(long rank) => rank is >= 0 and <= Shape.MostAxes
        ? [.. Enumerable.Range(0, (int)rank).Select(_ => Dim.Unknown())]
        : throw new InvalidOperationException($"A shape expects 0 to {Shape.MostAxes} axes. Received: {rank}.");

    /// <summary>The shape that an Int64 vector holds: its elements, unknown lengths where only their number is known, or null.</summary>
    public static Shape? From(Value vector) => vector.Content ?? (vector.TensorType.Shape is [{ Size: { } rank }] ? Unknown(rank) : null);
}
