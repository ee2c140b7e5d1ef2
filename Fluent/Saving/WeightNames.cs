namespace Fluent.Saving;

/// <summary>The names that weights have in files.</summary>
internal static class WeightNames
{
    /// <summary>
    /// The weights' paths. Two layers of one name in different models have equal ones: what collides is numbered, in the order given.
    /// </summary>
    /// <param name="weights">The weights.</param>
    public static IEnumerable<(string Name, Weight Weight)> Of(IEnumerable<Weight> weights)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (Weight weight in weights)
        {
            string name = weight.Path;
            for (int n = 1; !taken.Add(name); n++)
                name = $"{weight.Path}_{n}";
            yield return (name, weight);
        }
    }
}
