using System.Runtime.CompilerServices;

namespace Fluent;

/// <summary>A loss for every output, one for each by position, or by name. Names of Keras convert by themselves: <c>"mse"</c>.</summary>
[CollectionBuilder(typeof(LossPlan), nameof(Create))]
public sealed class LossPlan : IEnumerable<Loss?>
{
    private readonly Loss? all;
    private readonly IReadOnlyList<Loss?>? list;
    private readonly IReadOnlyDictionary<string, Loss?>? named;

    private LossPlan(Loss? all, IReadOnlyList<Loss?>? list, IReadOnlyDictionary<string, Loss?>? named)
    {
        (this.all, this.list, this.named) = (all, list, named);
    }

    /// <summary>One loss for every output.</summary>
    public static implicit operator LossPlan(string name) => FromLoss(Loss.FromString(name));

    /// <summary>One loss for every output.</summary>
    public static implicit operator LossPlan(Loss loss) => FromLoss(loss);

    /// <summary>A loss for each output, by name.</summary>
    public static implicit operator LossPlan(Dictionary<string, Loss?> losses) => FromDictionary(losses);

    /// <summary>One loss for every output.</summary>
    public static LossPlan FromLoss(Loss loss) => new(loss, null, null);

    /// <summary>A loss for each output, by position; null where it has none.</summary>
    public static LossPlan Create(ReadOnlySpan<Loss?> losses) => new(null, losses.ToArray(), null);

    /// <summary>A loss for each output, by name; an output that is not named has none.</summary>
    public static LossPlan FromDictionary(IReadOnlyDictionary<string, Loss?> losses) => new(null, null, losses);

    /// <inheritdoc/>
    public IEnumerator<Loss?> GetEnumerator() => (list ?? named?.Values ?? [all]).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The loss of each output.</summary>
    internal static Loss?[] Resolve(LossPlan? plan, IReadOnlyList<string> outputs, string subject)
    {
        if (plan?.named is { } named)
        {
            string? stranger = named.Keys.FirstOrDefault(name => !outputs.Contains(name));
            return stranger is null ? [.. outputs.Select(name => named.GetValueOrDefault(name))]
                : throw new FluentException(subject, $"losses for its outputs ({string.Join(", ", outputs)})", $"'{stranger}'");
        }

        if (plan?.list is not { } list)
            return [.. outputs.Select(_ => plan?.all)];
        return list.Count == outputs.Count ? [.. list]
            : throw new FluentException(subject, $"a loss for each of its outputs ({string.Join(", ", outputs)})", $"{list.Count}");
    }
}
