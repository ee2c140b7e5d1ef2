namespace Fluent;

/// <summary>The names of a step's inputs, made once: a step allocates nothing.</summary>
internal static class InputNames
{
    private static readonly Dictionary<string, List<string>> Names = new(StringComparer.Ordinal);

    public static string Of(string prefix, int index)
    {
        lock (Names)
        {
            if (!Names.TryGetValue(prefix, out List<string>? list))
                Names[prefix] = list = [];
            while (list.Count <= index)
                list.Add($"{prefix}{list.Count}");
            return list[index];
        }
    }
}
