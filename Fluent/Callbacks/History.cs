namespace Fluent;

/// <summary>What Fit reports of each epoch, by name.</summary>
public sealed class History : Callback
{
    private readonly OrderedDictionary<string, List<double>> values = [];
    private readonly List<int> epochs = [];

    /// <summary>The epochs that ended, from 0.</summary>
    public IReadOnlyList<int> Epochs => epochs;

    /// <summary>The names reported: <c>loss</c>, the metrics, <c>val_loss</c> …</summary>
    public IReadOnlyList<string> Names => [.. values.Keys];

    /// <summary>A value per epoch.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="FluentException">There is none of this name.</exception>
    public IReadOnlyList<double> this[string name] => values.TryGetValue(name, out List<double>? list) ? list
        : throw new FluentException("A history", $"one of its names ({string.Join(", ", values.Keys)})", $"'{name}'");

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        values.Clear();
        epochs.Clear();
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        epochs.Add(epoch);
        foreach ((string name, double value) in logs)
        {
            if (!values.TryGetValue(name, out List<double>? list))
                values[name] = list = [];
            list.Add(value);
        }
    }
}
