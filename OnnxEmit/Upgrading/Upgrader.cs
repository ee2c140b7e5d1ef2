using System.Collections.Immutable;
using OnnxEmit.Operators;

namespace OnnxEmit;

/// <summary>
/// Reads every node into today's classes as far as that is exact: forms of earlier versions, functions, branches that are known. What
/// a value is called stays.
/// </summary>
internal sealed class Upgrader
{
    private const int DeepestBody = 2;                 // each level of bodies is read again for those around it

    private readonly FunctionInliner functions;

    private Upgrader(IEnumerable<Function> functions) => this.functions = new(functions, Rewrite);

    /// <summary>The model in today's classes.</summary>
    public static OnnxModel Apply(OnnxModel model)
    {
        // Before version 4 of the format every initializer had to be an input, too, without being one.
        Graph graph = model.IrVersion < 4 ? WithoutDefaults(model.Graph) : model.Graph;
        graph = Rewriter.Apply(graph, new Upgrader(model.Functions).Rewrite, decides: true);
        return model.With(graph, Opset(model, graph), functions: []);
    }

    // Nodes that stay as they stand hold the version down. Where others need a later one there is none for both: writing tells of them.
    private static int Opset(OnnxModel model, Graph graph)
    {
        int needed = Operators(graph).Select(op => op.SinceVersion).DefaultIfEmpty().Max();
        int wanted = Math.Max(Math.Max(model.Opset, OnnxModel.DefaultOpset), needed);
        int until = Operators(graph).OfType<GenericOperator>().Select(op => OperatorCatalog.Until(op.OpType, op.SinceVersion))
            .DefaultIfEmpty(int.MaxValue).Min();
        return until > needed ? Math.Min(wanted, until - 1) : wanted;
    }

    /// <summary>Computes a graph anew from other values, whose types may say more than before.</summary>
    /// <param name="graph">A graph that was upgraded.</param>
    /// <param name="replaced">What stands in place of its inputs; what stands in place of other values is added.</param>
    /// <param name="rule">What is done to operators besides; null leaves one.</param>
    /// <returns>The outputs.</returns>
    public static Value[] Replay(Graph graph, Dictionary<Value, Value> replaced, Rewriter.Rule rule)
    {
        Upgrader upgrader = new([]);
        Rewriter.Walk(graph, op => rule(op) ?? FoldConstants.Fold(op) ?? upgrader.Rewrite(op), replaced, decides: true);
        return [.. graph.Outputs.Select(y => replaced.GetValueOrDefault(y, y))];
    }

    /// <summary>The graph with the defaults of its inputs in their place.</summary>
    public static Graph WithoutDefaults(Graph graph) => graph.InputDefaults.IsEmpty ? graph : Rewriter.Substitute(
        graph, graph.InputDefaults.ToDictionary(pair => pair.Key, pair => Value.Constant(pair.Value, pair.Key.Name)),
        graph.Inputs.Where(input => !graph.InputDefaults.ContainsKey(input)));

    private ImmutableArray<Value>? Rewrite(Operator op)
    {
        ImmutableArray<Value>? outputs = op switch
        {
            Constant { Output.Data: { } data } => [Value.Constant(data)],
            _ when OnTypes(op) is { } typed => typed.Outputs,
            GenericOperator { Domain: "", Variant: "" } node => Typed(node),
            _ => null,
        };
        outputs ??= op is GenericOperator call ? functions.Inline(call) : Lengths(op);
        return outputs is { } found ? [.. found.Select((value, i) => Named(value, op.Outputs[i]))] : null;
    }

    private static ImmutableArray<Value>? Typed(GenericOperator node)
    {
        ImmutableArray<Attribute> attributes = [.. node.Attributes];
        NodeReader read = new(node.Inputs, node.Outputs.Length, attributes);
        if (OperatorCatalog.Read(node.OpType, node.SinceVersion, read) is not { } typed)
        {
            OldNode old = new(node.OpType, node.SinceVersion, node.Inputs, node.Outputs.Length, attributes);
            return OperatorCatalog.Upgrade(old) is { } upgraded ? [.. upgraded.Select(value => Described(value, node))] : null;
        }

        _ = Described(typed.Output, node);
        return typed.Outputs;
    }

    private static Value Described(Value value, GenericOperator node)
    {
        if (value.Producer is { Name: null } made && !node.Inputs.Contains(value))
            (made.Name, made.DocString, made.Metadata) = (node.Name, node.DocString, node.Metadata);
        return value;
    }

    // A body whose inputs have no types of their own has those of what goes in: its nodes are read into their classes then.
    private Operator? OnTypes(Operator op)
    {
        if (op.Subgraphs is not { } bodies || bodies.FirstOrDefault() is not { Inputs: [_, ..] } body || body.Depth > DeepestBody
            || !Operators(body).Any(inner => inner is GenericOperator && OperatorCatalog.Has(inner.OpType)))
            return null;
        try
        {
            return op.OnTypes(types => Rewriter.Retyped(op, types, Rewrite));
        }
        catch (OperatorException)
        {
            return null;                               // a body that is not sound: it stays as it stands
        }
    }

    // Arithmetic on lengths, which branches depend on; weights that are arranged stay what they are.
    private static ImmutableArray<Value>? Lengths(Operator op) =>
        op.Outputs is [{ Type: TensorType { ElementType.IsFloat: false } }] ? FoldConstants.Fold(op) : null;

    // What users of the model call a value must lead to it.
    private static Value Named(Value value, Value old)
    {
        bool isTaken = value.Producer is null ? value.Data is null || value.Name is not null : value.Name is not null;
        if (string.IsNullOrEmpty(old.Name) || value.Name == old.Name || !isTaken)
            return value;
        Value named = Op.Identity(value);
        named.Name = old.Name;
        return named;
    }

    // Those of ai.onnx.
    private static IEnumerable<Operator> Operators(Graph graph) =>
        graph.Operators.SelectMany(op => op.Subgraphs.SelectMany(Operators).Append(op)).Where(op => op.Domain.Length == 0);
}
