using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace OnnxEmit;

/// <summary>
/// Writes a graph in half precision as one in single precision: inputs, constants, conversions and what else names the type. ONNX Runtime
/// computes half precision on the CPU in single precision anyway, between conversions; and training wants weights in single precision.
/// </summary>
internal static class SinglePrecision
{
    /// <summary>The graph in single precision; the same one where nothing is in half precision.</summary>
    public static Graph Apply(Graph graph)
    {
        if (!graph.Inputs.Concat(Operators(graph).SelectMany(op => op.Inputs.Concat(op.Outputs))).Any(v => v is not null && IsHalf(v)))
            return graph;
        graph = CaptureConstants.Apply(graph);
        Dictionary<Value, Value> replaced = graph.Inputs.Concat(Operators(graph).SelectMany(op => op.Subgraphs).SelectMany(g => g.Inputs))
            .Where(IsHalf).Distinct().ToDictionary(v => v, v => Value.Input(Convert(v.Type), v.Name));
        Value[] inputs = [.. graph.Inputs.Select(v => replaced.GetValueOrDefault(v, v))];
        foreach (Value constant in Operators(graph).SelectMany(op => op.Inputs).Concat(graph.Outputs).OfType<Value>()
            .Where(v => v is { Producer: null, Data: not null } && IsHalf(v)).Distinct())
            replaced[constant] = Value.Constant(Convert(constant.Data!), constant.Name);
        return Rewriter.Substitute(graph, replaced, inputs, Rewrite);
    }

    private static IEnumerable<Operator> Operators(Graph graph) =>
        graph.Operators.SelectMany(op => op.Subgraphs.SelectMany(Operators).Append(op));

    private static bool IsHalf(Value value) => value.Type is TensorType { ElementType: ElementType.Float16 or ElementType.BFloat16 };

    // What an operator says of a type besides its inputs stands in its attributes.
    private static ImmutableArray<Value>? Rewrite(Operator op)
    {
        ImmutableArray<Attribute> attributes = [.. op.Attributes], single = [.. attributes.Select(Convert)];
        if (attributes.SequenceEqual(single) && !(op is GenericOperator && op.Outputs.Any(IsHalf)))
            return null;
        if (op is GenericOperator { Variant: var variant })
        {
            return new GenericOperator(op.OpType, op.Domain, op.SinceVersion, op.Inputs.AsSpan(),
                [.. op.Outputs.Select(y => Convert(y.Type))], single) { Name = op.Name, Variant = variant }.Outputs;
        }

        Operator? typed = OperatorCatalog.Read(op.OpType, op.SinceVersion, new NodeReader(op.Inputs, op.Outputs.Length, single));
        if (typed is not null)
            typed.Name = op.Name;
        return typed?.Outputs;
    }

    private static Attribute Convert(Attribute attribute) => attribute switch
    {
        { Value: TensorData { ElementType: ElementType.Float16 or ElementType.BFloat16 } data } => attribute with { Value = Convert(data) },
        { Value: (long)ElementType.Float16 or (long)ElementType.BFloat16 } when NamesType(attribute.Name) =>
            attribute with { Value = (long)ElementType.Float },
        _ => attribute,
    };

    private static bool NamesType(string attribute) =>
        attribute is "to" or "dtype" or "output_datatype" or "output_dtype" or "softmax_precision" or "stash_type";

    private static OnnxType? Convert(OnnxType? type) =>
        type is TensorType { ElementType: ElementType.Float16 or ElementType.BFloat16, Shape: var shape }
            ? new TensorType(ElementType.Float, shape) : type;

    private static TensorData Convert(TensorData data) => TensorData.Create<float>(data.Dims, data.ElementType == ElementType.Float16
        ? Array.ConvertAll(data.AsSpan<Half>().ToArray(), half => (float)half)
        : Array.ConvertAll(
            MemoryMarshal.Cast<byte, ushort>(data.Bytes.Span).ToArray(), bits => BitConverter.UInt32BitsToSingle((uint)bits << 16)));
}
