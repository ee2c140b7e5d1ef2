using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace OnnxEmit;

/// <summary>
/// Gives every value of a graph a name that is unique in it and in the graphs around it. Inputs and outputs keep theirs exactly; of
/// the others, the first to ask for a name has it, and those without one are named after their operator.
/// </summary>
internal sealed class Naming
{
    private readonly Graph graph, whole;               // as it stands, and with what others need of it
    private readonly Naming? outer;
    private readonly NumberTable<string> names = new();
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> nodes = new(StringComparer.Ordinal);      // the names that nodes have already
    private readonly Dictionary<string, int> counters = new(StringComparer.Ordinal);
    private readonly List<Value> initializers;
    private readonly Func<string, bool> take;

    /// <summary>Names a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outer">The names around it, for a subgraph.</param>
    /// <param name="also">Values besides the outputs that others need of it.</param>
    public Naming(Graph graph, Naming? outer = null, IReadOnlyList<Value>? also = null)
    {
        (this.graph, this.outer, take) = (graph, outer, Take);
        also = [.. also ?? [], .. graph.Quantization.SelectMany(q => q.Parameters.Values)];
        whole = also.Count == 0 ? graph : graph.With([.. graph.Outputs, .. also], graph.Captures);
        initializers = new(Operators.Length);
        taken.EnsureCapacity(3 * Operators.Length);    // most have a constant or two
        ClaimInputs();
        ClaimOutputs();
        ClaimOthers();
    }

    /// <summary>The operators to write, in order.</summary>
    public ImmutableArray<Operator> Operators => whole.Operators;

    /// <summary>The constant data to write.</summary>
    public IReadOnlyList<Value> Initializers => initializers;

    /// <summary>The names of the graph's outputs.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>Outputs that are an input, a constant or another output as well: each needs an Identity of its own.</summary>
    public List<(Value Source, string Name)> Copies { get; } = [];

    /// <summary>The name of a value; "" for one that is left out.</summary>
    public string this[Value? value] => value is null ? "" : Find(value) ?? throw new ModelFormatException(
        $"Graph '{graph.Name}'", "every value that it uses to be an input, a constant, a capture or computed in it",
        $"'{value}' of another graph", "List it among the graph's inputs or captures.");

    /// <summary>The name of a value; null where neither this graph nor one around it has it.</summary>
    public string? Find(Value value) => names[value.Number] ?? outer?.Find(value);

    /// <summary>A name for a node: its own, or that of its first output, which no other node has; "" where it has none.</summary>
    public string Node(Operator op)
    {
        if (op.Name is { } own)
            return own;
        foreach (Value output in op.Outputs)
        {
            if (this[output] is { Length: > 0 } name)
                return nodes.Contains(name) ? Free(name, nodes.Add, ref Counter(counters, name, 1)) : name;
        }

        return "";
    }

    // Few files leave outputs out, so that it is seldom asked for.
    private HashSet<Value> Used => field ??= [.. Operators.SelectMany(Reach.Uses), .. whole.Outputs];

    // Not one of a graph around this one, nor what stands for an input that is left out.
    private bool IsOwn(Value constant) =>
        outer?.Find(constant) is null && (graph.InputDefaults.IsEmpty || !graph.InputDefaults.ContainsKey(constant));

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
                string name = named && output.IsInitializer && Take(output.Name!) ? output.Name!
                    : Unique(named ? output.Name! : "output", !named);
                Copies.Add((output, name));
                Outputs.Add(name);
            }
            else
            {
                if (named)
                    Own(output, "output");
                else
                    Claim(output, Hint(output), numbered: true);
                Outputs.Add(names[output.Number]!);
            }
        }
    }

    // Constants first, for what weights are called is looked for. In one walk: a graph of many operators is larger than what is fast to
    // come back to.
    private void ClaimOthers()
    {
        NumberTable<bool> seen = new();
        List<Value> namedOutputs = [], nameless = new(Operators.Length);
        Action<Value> use = Use;
        foreach (Operator op in Operators)
        {
            if (op.Name is { } name)
                nodes.Add(name);
            Reach.ForEachUse(op, use);
            foreach (Value output in op.Outputs)
            {
                if (!IsNamed(output))
                    (string.IsNullOrEmpty(output.Name) ? nameless : namedOutputs).Add(output);
            }
        }

        foreach (Value output in whole.Outputs)
            Use(output);
        foreach (Value value in namedOutputs)
            Claim(value, value.Name!, numbered: false);
        foreach (Value value in nameless)
        {
            if (value.Name is "" && !Used.Contains(value))
                names[value.Number] = "";
            else
                Claim(value, Hint(value), numbered: string.IsNullOrEmpty(value.Producer?.Name));
        }

        void Use(Value value)
        {
            if (!value.IsInitializer)
                return;
            ref bool isSeen = ref seen[value.Number];
            if (isSeen || !IsOwn(value))
                return;
            isSeen = true;
            initializers.Add(value);
            if (IsNamed(value))
                return;
            if (string.IsNullOrEmpty(value.Name))
                nameless.Add(value);
            else
                Claim(value, value.Name, numbered: false);
        }
    }

    // What a caller of the model calls a value must not change; inside subgraphs only the order counts.
    private void Own(Value value, string role)
    {
        if (outer is not null)
        {
            if (!IsNamed(value))
                Claim(value, value.Name!, numbered: false);
        }
        else if (taken.Add(value.Name!))
        {
            names[value.Number] = value.Name;
        }
        else
        {
            throw new ModelFormatException(
                $"Graph '{graph.Name}'", "a different name for each input and output",
                $"'{value.Name}' for two of them, the second an {role}",
                "Give one of them another name.");
        }
    }

    private void Claim(Value value, string hint, bool numbered) => names[value.Number] = Unique(hint, numbered);

    private bool IsNamed(Value value) => names[value.Number] is not null;

    private string Unique(string hint, bool numbered) =>
        !numbered && Take(hint) ? hint
            : Free(hint, take, ref Counter(counters, hint, Math.Max(numbered ? 0 : 1, Reached(hint))));

    // Numbers go on where the graphs around this one stopped: looking for a free one from the start would take longer with each subgraph.
    private int Reached(string hint) => outer is null ? 0 : Math.Max(outer.counters.GetValueOrDefault(hint), outer.Reached(hint));

    private static ref int Counter(Dictionary<string, int> counters, string hint, int start)
    {
        ref int counter = ref CollectionsMarshal.GetValueRefOrAddDefault(counters, hint, out bool exists);
        if (!exists)
            counter = start;
        return ref counter;
    }

    private static string Free(string hint, Func<string, bool> isFree, ref int number)
    {
        string name;
        do
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{hint}_{++number}");
        }
        while (!isFree(name));
        return name;
    }

    private bool Take(string name) => outer?.IsTaken(name) != true && taken.Add(name);

    private bool IsTaken(string name) => taken.Contains(name) || (outer?.IsTaken(name) ?? false);

    private static string Hint(Value value) =>
        value.Producer is not { } producer ? "constant" : string.IsNullOrEmpty(producer.Name) ? producer.OpType : producer.Name;
}
