using System.Collections.Immutable;
using OnnxEmit.Protobuf;

namespace OnnxEmit;

/// <summary>Replays a graph operator by operator and lets a pass put other values in place of an operator's outputs.</summary>
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
    public static Graph Apply(Graph graph, Rule rule, Action<Value, Value>? carry = null)
    {
        Dictionary<Value, Value?> replaced = [];
        return Replay(graph, replaced, rule, carry ?? Carry) ? With(graph, graph.Inputs, replaced) : graph;
    }

    /// <summary>The graph with other values in place of inputs and constants.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="replaced">What stands in place of which.</param>
    /// <param name="inputs">The inputs that it has then.</param>
    /// <param name="rule">What is done to the operators on the way; nothing when omitted.</param>
    public static Graph Substitute(Graph graph, Dictionary<Value, Value?> replaced, IEnumerable<Value> inputs, Rule? rule = null)
    {
        Replay(graph, replaced, rule ?? (static _ => null));
        return With(graph, inputs, replaced);
    }

    /// <summary>Computes a graph anew from other values.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="replaced">
    /// What stands in place of its inputs and captures; null where one is left out. What stands in place of other values is added.
    /// </param>
    /// <param name="rule">The pass.</param>
    /// <param name="carry">Carries what is known of a value over to the one in its place; the first is the old one.</param>
    /// <returns>Whether anything changes.</returns>
    public static bool Replay(Graph graph, Dictionary<Value, Value?> replaced, Rule rule, Action<Value, Value>? carry = null)
    {
        bool changed = false;
        foreach (Operator op in graph.Operators)
        {
            Operator current = Current(op, replaced, rule, carry);
            ImmutableArray<Value> outputs = Try(rule, current) ?? current.Outputs;
            for (int i = 0; i < outputs.Length; i++)
            {
                if (outputs[i] == op.Outputs[i])
                    continue;
                if (outputs[i].Producer is not null || outputs[i].Data is not null)      // what an input is called is the caller's
                    outputs[i].Name ??= op.Outputs[i].Name;
                carry?.Invoke(op.Outputs[i], outputs[i]);
                replaced[op.Outputs[i]] = outputs[i];
                changed = true;
            }
        }

        return changed;
    }

    private static ImmutableArray<Value>? Try(Rule rule, Operator op)
    {
        try
        {
            return rule(op);
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

    private static Graph With(Graph graph, IEnumerable<Value> inputs, Dictionary<Value, Value?> replaced) =>
        new(inputs, graph.Outputs.Select(y => KeepName(y, Now(y, replaced)!)), graph.Captures.Select(v => Now(v, replaced)!), graph.Name)
        {
            DocString = graph.DocString,
            Metadata = graph.Metadata,
            InputDefaults = graph.InputDefaults.IsEmpty ? graph.InputDefaults : graph.InputDefaults.RemoveRange(replaced.Keys),
            Quantization = [.. graph.Quantization.Select(q => new QuantizationAnnotation(
                Now(q.Value, replaced)!, q.Parameters.ToImmutableDictionary(p => p.Key, p => Now(p.Value, replaced)!)))],
        };

    private static Value? Now(Value value, Dictionary<Value, Value?> replaced) => replaced.GetValueOrDefault(value, value);

    private static Operator Current(Operator op, Dictionary<Value, Value?> replaced, Rule rule, Action<Value, Value>? carry)
    {
        if (op.Subgraphs.Any())
            op = WithBodies(op, replaced, rule, carry);
        foreach (Value? input in op.Inputs)
        {
            if (input is not null && replaced.ContainsKey(input))
                return op.With(Inputs(op, replaced));
        }

        return op;
    }

    private static ImmutableArray<Value?> Inputs(Operator op, Dictionary<Value, Value?> replaced) =>
        [.. op.Inputs.Select(x => x is null ? null : Now(x, replaced))];

    private static Operator WithBodies(Operator op, Dictionary<Value, Value?> replaced, Rule rule, Action<Value, Value>? carry)
    {
        bool changed = false;
        Operator rewritten = op.WithSubgraphs(graph =>
        {
            Graph body = Body(graph, replaced, rule, carry);
            changed |= body != graph;
            return body;
        });
        return changed ? rewritten : op;
    }

    // A subgraph's own operators on the new outer values.
    private static Graph Body(Graph graph, Dictionary<Value, Value?> outer, Rule rule, Action<Value, Value>? carry)
    {
        Dictionary<Value, Value?> replaced = graph.Captures.Where(v => outer.GetValueOrDefault(v) is not null)
            .ToDictionary(v => v, v => outer[v]);
        bool captures = replaced.Count > 0;
        return Replay(graph, replaced, rule, carry) || captures ? With(graph, graph.Inputs, replaced) : graph;
    }

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
