using System.Collections.Immutable;
using OnnxEmit.Protobuf;

namespace OnnxEmit;

/// <summary>
/// Replays a graph and its subgraphs operator by operator and lets a pass put other values in place of an operator's outputs.
/// </summary>
internal static class Rewriter
{
    /// <summary>What a pass does with one operator, its inputs already rewritten: other outputs, or null to leave it.</summary>
    public delegate ImmutableArray<Value>? Rule(Operator op);

    /// <summary>The graph after the pass, itself where nothing changes; names of inputs and outputs stay.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rule">The pass.</param>
    /// <param name="carry">
    /// Carries what is known of a value over to the one in its place, which is equal unless the pass says otherwise; the first is the old
    /// one.
    /// </param>
    /// <param name="decides">Whether the branch of an If that is taken for certain comes to stand in place of it.</param>
    public static Graph Apply(Graph graph, Rule rule, Action<Value, Value>? carry = null, bool decides = false)
    {
        Dictionary<Value, Value> replaced = [];
        Walk(graph, rule, replaced, carry ?? Carry, decides);
        return replaced.Count == 0 ? graph
            : graph.With(graph.Outputs.Select(y => KeepName(y, replaced.GetValueOrDefault(y, y))), graph.Captures, replaced);
    }

    /// <summary>The graph after a pass over the operators of one class: itself where it has none.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rule">What is done to one of them, as a <see cref="Rule"/>.</param>
    public static Graph Apply<T>(Graph graph, Func<T, ImmutableArray<Value>?> rule)
        where T : Operator => graph.Has<T>() ? Apply(graph, op => op is T one ? rule(one) : null) : graph;

    /// <summary>The graph with other values in place of inputs and constants.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="replaced">What stands in place of which, of the inputs of subgraphs too.</param>
    /// <param name="inputs">The inputs that it has then.</param>
    /// <param name="rule">What is done to the operators on the way; nothing when omitted.</param>
    /// <param name="decides">Whether the branch of an If that is taken for certain then comes to stand in place of it.</param>
    public static Graph Substitute(
        Graph graph, Dictionary<Value, Value> replaced, IEnumerable<Value> inputs, Rule? rule = null, bool decides = false)
    {
        Walk(graph, rule ?? (static _ => null), replaced, decides: decides);
        Graph same = graph.With(graph.Outputs.Select(y => KeepName(y, replaced.GetValueOrDefault(y, y))), graph.Captures, replaced);
        return new(inputs, same.Outputs, same.Captures, same.Name)
        {
            DocString = same.DocString,
            Metadata = same.Metadata,
            InputDefaults = same.InputDefaults.RemoveRange(replaced.Keys),
            Quantization = same.Quantization,
        };
    }

    /// <summary>Computes a graph anew from other values.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rule">What is done to each operator.</param>
    /// <param name="replaced">What stands in place of its inputs and constants; what stands in place of other values is added.</param>
    /// <param name="carry">Carries what is known of a value over to the one in its place; the first is the old one.</param>
    /// <param name="decides">Whether the branch of an If that is taken for certain comes to stand in place of it.</param>
    public static void Walk(
        Graph graph, Rule rule, Dictionary<Value, Value> replaced, Action<Value, Value>? carry = null, bool decides = false)
    {
        Func<Graph, Graph> rewrite = subgraph => Subgraph(subgraph, rule, replaced, carry, decides);
        foreach (Operator op in graph.Operators)
        {
            ImmutableArray<Value> outputs = decides && Taken(op, replaced) is { } branch ? Inside(branch, op, rule, replaced, carry)
                : Try(rule, Replay.On(op, replaced, rewrite));
            for (int i = 0; i < outputs.Length; i++)
            {
                if (outputs[i] == op.Outputs[i])
                    continue;
                if (outputs[i].Producer is not null || outputs[i].Data is not null)      // what an input is called is the caller's
                    outputs[i].Name ??= op.Outputs[i].Name;
                carry?.Invoke(op.Outputs[i], outputs[i]);
                replaced[op.Outputs[i]] = outputs[i];
            }
        }
    }

    /// <summary>An operator whose body has inputs of other types, everything in it computed anew.</summary>
    /// <param name="op">The operator; it has one body.</param>
    /// <param name="types">The types, which what the body says of its inputs is added to.</param>
    /// <param name="rule">What is done to each operator of the body.</param>
    public static Operator Retyped(Operator op, IReadOnlyList<OnnxType?> types, Rule rule)
    {
        Dictionary<Value, Value> replaced = [];
        foreach ((int i, Value input) in op.Subgraphs.Single().Inputs.Index())
            replaced[input] = Value.Input(TypeAgreement.Unify(types[i], input.Type) ?? input.Type, input.Name);
        return Replay.On(op, replaced, graph => Subgraph(graph, rule, replaced, Carry, decides: true));
    }

    // The branch of an If whose condition is a constant, or follows from lengths that are known.
    private static Graph? Taken(Operator op, Dictionary<Value, Value> replaced) =>
        op is { OpType: "If", Domain: "" } && op.Inputs is [{ } given]
            && replaced.GetValueOrDefault(given, given).Content is [{ Size: { } condition }]
            ? op.Attributes.FirstOrDefault(a => a.Name == (condition != 0 ? "then_branch" : "else_branch"))?.Value as Graph
            : null;

    // It stands where its If stood; the other one is not looked at, for nothing in it has to hold on these types.
    private static ImmutableArray<Value> Inside(
        Graph branch, Operator op, Rule rule, Dictionary<Value, Value> replaced, Action<Value, Value>? carry)
    {
        Walk(branch, rule, replaced, carry, decides: true);
        return [.. op.Outputs.Zip(branch.Outputs, (old, y) => KeepName(old, replaced.GetValueOrDefault(y, y)))];
    }

    private static ImmutableArray<Value> Try(Rule rule, Operator op)
    {
        try
        {
            return rule(op) ?? op.Outputs;
        }
        catch (Exception e) when (e is not (OperatorException or ModelFormatException or OutOfMemoryException))
        {
            throw new OperatorException(op, "inputs and attributes that fit together", e);
        }
    }

    // A file may know more of a type than can be inferred, and carries notes on values.
    private static void Carry(Value old, Value value)
    {
        if (value.Producer is null)
            return;
        value.Type = TypeAgreement.Unify(value.Type, old.Type) ?? value.Type;
        value.DocString ??= old.DocString;
        if (value.Metadata.Count == 0)
            value.Metadata = old.Metadata;
    }

    // What a rule finds behind a captured value stands outside, so the captures are told anew. Of the outputs only the order counts. Each
    // subgraph has a table of its own, as a branch and its gradient may share operators.
    private static Graph Subgraph(
        Graph graph, Rule rule, Dictionary<Value, Value> outer, Action<Value, Value>? carry, bool decides)
    {
        long start = Operator.Next();
        Value[] captures = [.. graph.Captures.Where(outer.ContainsKey).Select(v => outer[v])];
        Value[] inputs = [.. graph.Inputs.Select(v => outer.GetValueOrDefault(v, v))];
        Dictionary<Value, Value> replaced = graph.Captures.Concat(graph.Inputs).Where(outer.ContainsKey)
            .ToDictionary(v => v, v => outer[v]);
        Walk(graph, rule, replaced, carry, decides);
        if (replaced.Count == 0)
            return graph;
        Value[] known = [.. graph.Captures, .. captures];
        ImmutableArray<Value> outputs = [.. graph.Outputs.Select(y => replaced.GetValueOrDefault(y, y))];
        ImmutableArray<Value> used = new Closure(start, Nested(graph), known).Captures([.. inputs], outputs);
        return graph.Inputs.SequenceEqual(inputs) ? graph.With(outputs, used, replaced) : new(inputs, outputs, used, graph.Name);
    }

    // Its operators and those of the graphs in it: a branch that is taken for certain comes to stand where its If stood.
    private static IEnumerable<Operator> Nested(Graph graph) =>
        graph.Operators.SelectMany(op => op.Subgraphs.SelectMany(Nested).Append(op));

    // A graph's output keeps its name; a value that has another already gets an Identity behind it.
    private static Value KeepName(Value old, Value current)
    {
        if (old == current || old.Name is null || current.Name == old.Name)
            return current;
        if (current.Producer is not null && current.Name is null)
        {
            current.Name = old.Name;
            return current;
        }

        Value named = Op.Identity(current);
        named.Name = old.Name;
        return named;
    }
}
