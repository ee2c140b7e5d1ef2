using System.Runtime.CompilerServices;

namespace Fluent;

/// <summary>
/// Metrics for the outputs: a list <c>["accuracy", new MeanAbsoluteErrorMetric()]</c> for a model of one output; one for each output, null
/// where it has none, for a model of several; or several for each output, by position or by name.
/// </summary>
[CollectionBuilder(typeof(MetricPlan), nameof(Create))]
public sealed class MetricPlan : IEnumerable<Metric?>
{
    private readonly IReadOnlyList<Metric?>? list;
    private readonly IReadOnlyList<Metric[]>? lists;
    private readonly IReadOnlyDictionary<string, Metric[]>? named;

    private MetricPlan(IReadOnlyList<Metric?>? list, IReadOnlyList<Metric[]>? lists, IReadOnlyDictionary<string, Metric[]>? named) =>
        (this.list, this.lists, this.named) = (list, lists, named);

    /// <summary>Metrics by output.</summary>
    public static implicit operator MetricPlan(Dictionary<string, Metric[]> metrics) => FromDictionary(metrics);

    /// <summary>Several metrics for each output, by position.</summary>
    public static implicit operator MetricPlan(Metric[][] metrics) => FromLists(metrics);

    /// <summary>Metrics for the only output, or one for each, null where it has none.</summary>
    public static MetricPlan Create(ReadOnlySpan<Metric?> metrics) => new(metrics.ToArray(), null, null);

    /// <summary>Several metrics for each output, by position.</summary>
    public static MetricPlan FromLists(IReadOnlyList<Metric[]> metrics) => new(null, metrics, null);

    /// <summary>Metrics by output.</summary>
    public static MetricPlan FromDictionary(IReadOnlyDictionary<string, Metric[]> metrics) => new(null, null, metrics);

    /// <inheritdoc/>
    public IEnumerator<Metric?> GetEnumerator() => (list ?? (lists ?? named!.Values).SelectMany<Metric[], Metric?>(m => m)).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The metrics of each output.</summary>
    internal static Metric[][] Resolve(MetricPlan? plan, IReadOnlyList<string> outputs, string subject)
    {
        if (plan is null)
            return [.. outputs.Select(_ => Array.Empty<Metric>())];
        if (plan.named is { } named)
        {
            string? stranger = named.Keys.FirstOrDefault(name => !outputs.Contains(name));
            return stranger is null ? [.. outputs.Select(name => named.GetValueOrDefault(name) ?? [])]
                : throw new FluentException(subject, $"metrics for its outputs ({string.Join(", ", outputs)})", $"'{stranger}'");
        }

        if (plan.list is { } list && outputs.Count == 1)
            return [[.. list.OfType<Metric>()]];
        Metric[][] each = plan.list is null ? [.. plan.lists!] : [.. plan.list.Select(m => m is null ? Array.Empty<Metric>() : [m])];
        return each.Length == outputs.Count ? each
            : throw new FluentException(subject, $"metrics for each of its outputs ({string.Join(", ", outputs)})", $"{each.Length}");
    }
}
