using System.Runtime.CompilerServices;

namespace Fluent;

/// <summary>What each output's loss counts in the sum: a number for each by position, <c>[1, 0.2f]</c>, or by the outputs' names.</summary>
[CollectionBuilder(typeof(LossWeights), nameof(Create))]
public sealed class LossWeights : IEnumerable<float>
{
    private readonly float[]? list;
    private readonly IReadOnlyDictionary<string, float>? named;

    private LossWeights(float[]? list, IReadOnlyDictionary<string, float>? named) => (this.list, this.named) = (list, named);

    /// <summary>A number for each output, by position.</summary>
    public static implicit operator LossWeights(float[] weights) => Create(weights);

    /// <summary>A number for each output, by name.</summary>
    public static implicit operator LossWeights(Dictionary<string, float> weights) => FromDictionary(weights);

    /// <summary>A number for each output, by position.</summary>
    public static LossWeights Create(ReadOnlySpan<float> weights) => new(weights.ToArray(), null);

    /// <summary>A number for each output, by name; 1 for those that are not named.</summary>
    public static LossWeights FromDictionary(IReadOnlyDictionary<string, float> weights) => new(null, weights);

    /// <inheritdoc/>
    public IEnumerator<float> GetEnumerator() => (list ?? named!.Values).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The number of each output.</summary>
    internal static float[] Resolve(LossWeights? weights, IReadOnlyList<string> outputs, string subject)
    {
        if (weights?.named is { } named)
        {
            return named.Keys.FirstOrDefault(name => !outputs.Contains(name)) is { } stranger
                ? throw new FluentException(subject, $"loss weights for its outputs ({string.Join(", ", outputs)})", $"'{stranger}'")
                : [.. outputs.Select(name => named.TryGetValue(name, out float weight) ? weight : 1)];
        }

        if (weights?.list is not { } list)
            return [.. outputs.Select(_ => 1f)];
        return list.Length == outputs.Count ? list
            : throw new FluentException(subject, $"a loss weight for each of its outputs ({string.Join(", ", outputs)})", $"{list.Length}");
    }
}
