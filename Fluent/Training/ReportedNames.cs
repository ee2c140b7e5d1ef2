namespace Fluent;

/// <summary>The names of metrics in logs, as Keras makes them.</summary>
internal static class ReportedNames
{
    /// <summary>
    /// A metric's own name, with its output's before it where there are several outputs; a weighted one whose name is taken gets
    /// <c>weighted_</c>.
    /// </summary>
    public static (string Name, Metric Metric, int Output, bool Weighted)[] Of(
        IReadOnlyList<string> outputs, Metric[][] plain, Metric[][] weighted)
    {
        List<(string Name, Metric Metric, int Output, bool Weighted)> reported = [];
        for (int i = 0; i < outputs.Count; i++)
        {
            string prefix = outputs.Count > 1 ? outputs[i] + "_" : "";
            foreach (Metric metric in plain[i])
                reported.Add((Unique(prefix + metric.Name), metric, i, false));
            foreach (Metric metric in weighted[i])
            {
                string name = prefix + metric.Name;
                reported.Add((Unique(reported.Exists(r => r.Name == name) ? $"{prefix}weighted_{metric.Name}" : name), metric, i, true));
            }
        }

        return [.. reported];

        string Unique(string name)
        {
            string unique = name;
            for (int i = 1; reported.Exists(r => r.Name == unique); i++)
                unique = $"{name}_{i}";
            return unique;
        }
    }
}
