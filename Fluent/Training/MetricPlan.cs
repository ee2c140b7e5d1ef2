using System.Runtime.CompilerServices;

namespace Fluent;

/// <summary>
/// Metrics for the outputs: a list <c>["accuracy", new MeanAbsoluteErrorMetric()]</c> for a model of one output or for each output alike,
/// or lists by the outputs' names.
/// </summary>
[CollectionBuilder(typeof(MetricPlan), nameof(Create))]
public sealed class MetricPlan : IEnumerable<Metric>
{
    private readonly IReadOnlyList<Metric>? list;
    private readonly IReadOnlyDictionary<string, Metric[]>? named;

    private MetricPlan(IReadOnlyList<Metric>? list, IReadOnlyDictionary<string, Metric[]>? named) =>
        (this.list, this.named) = (list, named);

    /// <summary>Metrics by output.</summary>
    public static implicit operator MetricPlan(Dictionary<string, Metric[]> metrics) => FromDictionary(metrics);

    /// <summary>Metrics for every output.</summary>
    public static MetricPlan Create(ReadOnlySpan<Metric> metrics) => new(metrics.ToArray(), null);

    /// <summary>Metrics by output.</summary>
    public static MetricPlan FromDictionary(IReadOnlyDictionary<string, Metric[]> metrics) => new(null, metrics);

    /// <inheritdoc/>
    public IEnumerator<Metric> GetEnumerator() => (list ?? named!.Values.SelectMany(m => m)).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    // Metrics keep sums, so each output has its own; for one output they are the caller's own objects.
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

        return [.. outputs.Select((_, i) => i == 0 ? plan.list!.ToArray() : [.. plan.list!.Select(m => m.Fresh())])];
    }
}
