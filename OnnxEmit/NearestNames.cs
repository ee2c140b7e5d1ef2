namespace OnnxEmit;

/// <summary>Names like one that is not there: what a typing error meant.</summary>
internal static class NearestNames
{
    private const int Shown = 3;

    /// <summary>The names most like another.</summary>
    public static IReadOnlyList<string> To(string name, IEnumerable<string> names) =>
        [.. names.Distinct().OrderBy(other => Distance(name, other)).ThenBy(other => other, StringComparer.Ordinal).Take(Shown)];

    /// <summary>A sentence that names them.</summary>
    public static string Advice(string name, IEnumerable<string> names) => To(name, names) is { Count: > 0 } nearest
        ? $"The nearest names are {string.Join(", ", nearest.Select(other => $"'{other}'"))}."
        : "It has none.";

    // How many letters must be put in, taken out or exchanged (Levenshtein).
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int exchanged = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
