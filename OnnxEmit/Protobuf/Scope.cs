namespace OnnxEmit.Protobuf;

/// <summary>The values of a graph by name while it is read, and around it those of the graph that it stands in.</summary>
/// <param name="outer">The names around it; null for a whole model or function.</param>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<string, Value> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> captures = new(StringComparer.Ordinal);

    /// <summary>The values of graphs around it that were asked for.</summary>
    public IEnumerable<Value> Captures => captures.Values;

    public bool TryAdd(string name, Value value) => values.TryAdd(name, value);

    public void Set(string name, Value value) => values[name] = value;

    public Value? Find(string name)
    {
        if (values.TryGetValue(name, out Value? own) || captures.TryGetValue(name, out own))
            return own;
        if (outer?.Find(name) is not { } captured)
            return null;
        captures.Add(name, captured);
        return captured;
    }
}
