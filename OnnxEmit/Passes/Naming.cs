using System.Collections.Immutable;
using System.Globalization;

namespace OnnxEmit;

/// <summary>
/// Gives every value of a graph a name that is unique in it and in the graphs around it. Inputs and outputs keep theirs exactly; of
/// the others, the first to ask for a name has it, and those without one are named after their operator.
/// </summary>
internal sealed class Naming
{
    private readonly Graph graph;
    private readonly Naming? outer;
    private readonly Dictionary<Value, string> names = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counters = new(StringComparer.Ordinal);
    private readonly HashSet<Value> used;

    /// <summary>Names a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outer">The names around it, for a subgraph.</param>
    /// <param name="also">Values besides the outputs that others need of it.</param>
    public Naming(Graph graph, Naming? outer = null, IReadOnlyList<Value>? also = null)
    {
        (this.graph, this.outer) = (graph, outer);
        also = [.. also ?? [], .. graph.Quantization.SelectMany(q => q.Parameters.Values)];
        Operators = also.Count == 0 ? graph.Operators : Reach.Operators([.. graph.Outputs, .. also], [.. graph.Inputs, .. graph.Captures]);
        Initializers = [.. Operators.SelectMany(Reach.Uses).Concat(graph.Outputs).Concat(also)
            .Where(v => v.IsInitializer && outer?.Find(v) is null && !graph.InputDefaults.ContainsKey(v)).Distinct()];
        used = [.. Operators.SelectMany(Reach.Uses), .. graph.Outputs, .. also];
        ClaimInputs();
        ClaimOutputs();
        ClaimOthers();
    }

    /// <summary>The operators to write, in order.</summary>
    public ImmutableArray<Operator> Operators { get; }

    /// <summary>The constant data to write.</summary>
    public ImmutableArray<Value> Initializers { get; }

    /// <summary>The names of the graph's outputs.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>Outputs that are an input, a constant or another output as well: each needs an Identity of its own.</summary>
    public List<(Value Source, string Name)> Copies { get; } = [];

    /// <summary>The name of a value; "" for one that is left out.</summary>
    public string this[Value? value] => value is null ? "" : Find(value) ?? throw new ModelFormatException(
        $"Graph '{graph.Name}'", "every value that it uses to be an input, a constant, a capture or computed in it",
        $"'{value}' of another graph", "List it among the graph's inputs or captures.");

    /// <summary>The name of a value; null where neither this graph nor one around it has it.</summary>
    public string? Find(Value value) => names.TryGetValue(value, out string? name) ? name : outer?.Find(value);

    /// <summary>A name for a node: its own, or one after its operator.</summary>
    public string Node(Operator op)
    {
        if (op.Name is { } name)
            return name;
        return Free(op.OpType, nodes.Contains, "node:", numbered: true) is var made && nodes.Add(made) ? made : op.OpType;
    }

    private void ClaimInputs()
    {
        foreach (Value input in graph.Inputs.Where(input => !string.IsNullOrEmpty(input.Name)))
            Own(input, "input");
        foreach (Value input in graph.Inputs.Where(input => string.IsNullOrEmpty(input.Name)))
            Claim(input, "input", numbered: true);
    }

    private void ClaimOutputs()
    {
        foreach (Value output in graph.Outputs)
        {
            bool copy = output.IsInitializer || Find(output) is not null;
            bool named = !string.IsNullOrEmpty(output.Name);
            if (copy)
            {
                string name = named && output.IsInitializer && !IsTaken(output.Name!) ? output.Name!
                    : Unique(named ? output.Name! : "output", !named);
                taken.Add(name);
                Copies.Add((output, name));
                Outputs.Add(name);
            }
            else
            {
                if (named)
                    Own(output, "output");
                else
                    Claim(output, Hint(output), numbered: true);
                Outputs.Add(names[output]);
            }
        }
    }

    private void ClaimOthers()
    {
        Value[] rest = [.. Initializers, .. Operators.SelectMany(op => op.Outputs)];
        foreach (Value value in rest.Where(v => !string.IsNullOrEmpty(v.Name) && !names.ContainsKey(v)))
            Claim(value, value.Name!, numbered: false);
        nodes.UnionWith(Operators.Select(op => op.Name).OfType<string>());
        foreach (Value value in rest.Where(v => !names.ContainsKey(v)))
        {
            if (value.Name is "" && !used.Contains(value))
                names.Add(value, "");
            else
                Claim(value, Hint(value), numbered: string.IsNullOrEmpty(value.Producer?.Name));
        }
    }

    // What a caller of the model calls a value must not change; inside subgraphs only the order counts.
    private void Own(Value value, string role)
    {
        if (outer is not null)
        {
            if (!names.ContainsKey(value))
                Claim(value, value.Name!, numbered: false);
        }
        else if (taken.Add(value.Name!))
        {
            names.Add(value, value.Name!);
        }
        else
        {
            throw new ModelFormatException(
                $"Graph '{graph.Name}'", "a different name for each input and output",
                $"'{value.Name}' for two of them, the second an {role}",
                "Give one of them another name.");
        }
    }

    private void Claim(Value value, string hint, bool numbered)
    {
        string name = Unique(hint, numbered);
        taken.Add(name);
        names.Add(value, name);
    }

    private string Unique(string hint, bool numbered) => !numbered && !IsTaken(hint) ? hint : Free(hint, IsTaken, "", numbered);

    private string Free(string hint, Func<string, bool> isTaken, string kind, bool numbered)
    {
        int number = counters.GetValueOrDefault(kind + hint, numbered ? 0 : 1);
        string name;
        do
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{hint}_{++number}");
        }
        while (isTaken(name));
        counters[kind + hint] = number;
        return name;
    }

    private bool IsTaken(string name) => taken.Contains(name) || (outer?.IsTaken(name) ?? false);

    private static string Hint(Value value) =>
        value.Producer is not { } producer ? "constant" : string.IsNullOrEmpty(producer.Name) ? producer.OpType : producer.Name;
}
