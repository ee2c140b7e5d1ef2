using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Types across the border of a subgraph.</summary>
internal static class Subgraph
{
    // Each level of nesting infers those below it again; deeper ones keep the types that they state.
    private const int InferredDepth = 3;

    /// <summary>The subgraph with its inputs of the types given, where that says more than its own; types inferred anew.</summary>
    /// <param name="op">The operator whose subgraph it is.</param>
    /// <param name="graph">The subgraph.</param>
    /// <param name="given">The type of each input; null where nothing is known.</param>
    /// <exception cref="OperatorException">A type given and the subgraph's own exclude each other.</exception>
    public static Graph Typed(Operator op, Graph graph, IReadOnlyList<OnnxType?> given)
    {
        if (graph.Inputs.Length != given.Count)
            throw new OperatorException(op, $"a body of {given.Count} inputs", $"{graph.Inputs.Length}");
        OnnxType?[] types = [.. graph.Inputs.Select((input, i) => Agreed(op, input, given[i]))];
        if (graph.Depth >= InferredDepth || graph.Inputs.Zip(types).All(pair => pair.Second is null || pair.Second.Equals(pair.First.Type)))
            return graph;
        ImmutableArray<Value> inputs = [.. types.Select((type, i) => Value.Input(type, graph.Inputs[i].Name))];
        Dictionary<Value, Value> replaced = graph.Inputs.Index().ToDictionary(x => x.Item, x => inputs[x.Index]);
        Value[] outputs = Replay.Apply(graph.Outputs, replaced, graph.Captures);
        foreach ((Value before, Value after) in replaced)
            after.Type = TypeAgreement.Unify(after.Type, before.Type) ?? after.Type;
        return new(inputs, outputs, graph.Captures, graph.Name);
    }

    /// <summary>What is common to two types: a length that may differ is unknown. Null where nothing is.</summary>
    public static OnnxType? Common(OnnxType? a, OnnxType? b)
    {
        if (a is not TensorType x || b is not TensorType y)
            return Equals(a, b) ? a : null;
        if (x.ElementType != y.ElementType)
            return null;
        return new TensorType(x.ElementType, x.Shape?.Rank != y.Shape?.Rank ? null
            : x.Shape is null ? null : [.. x.Shape.Zip(y.Shape!, (d, e) => d == e ? d : Dim.Unknown())]);
    }

    /// <summary>The lowest version of an operator that some values take part in.</summary>
    public static int Since(int version, IEnumerable<Value> values) => values.Select(value => value.Type switch
    {
        TensorType type => type.ElementType.Since(version),
        SequenceType => System.Math.Max(version, 13),
        OptionalType => System.Math.Max(version, 16),
        _ => version,
    }).DefaultIfEmpty(version).Max();

    /// <summary>The type with one more axis.</summary>
    public static OnnxType? Stacked(OnnxType? type, Dim length, int axis) => type is not TensorType each ? null
        : new TensorType(each.ElementType, each.Shape is { } shape ? [.. shape[..axis], length, .. shape[axis..]] : null);

    private static OnnxType? Agreed(Operator op, Value input, OnnxType? given) =>
        input.Type is null || given is null ? given ?? input.Type
        : TypeAgreement.Unify(given, input.Type) ?? throw new OperatorException(
            op, $"a body whose input '{input.Name}' has the type {given}", $"{input.Type}");
}
