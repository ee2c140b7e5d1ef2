using System.Collections.Immutable;

namespace OnnxEmit;

public sealed partial class OnnxModel
{
    /// <summary>The model up to some tensors, which become its outputs; inputs that nothing needs any more are dropped.</summary>
    /// <param name="tensors">Names of values: outputs of nodes, not of those inside branches and loops.</param>
    /// <returns>Another model; this one stays as it is.</returns>
    /// <exception cref="ModelFormatException">There is no value of such a name.</exception>
    public OnnxModel Until(params ReadOnlySpan<string> tensors)
    {
        Dictionary<string, Value> known = Named();
        List<Value> outputs = [];
        foreach (string name in tensors)
        {
            outputs.Add(known.GetValueOrDefault(name) ?? throw new ModelFormatException(
                $"Model '{Graph.Name}'", "the name of one of its tensors", $"'{name}'", NearestNames.Advice(name, known.Keys)));
        }

        HashSet<Value> used = [.. Reach.Operators(outputs, Graph.Inputs).SelectMany(Reach.Uses), .. outputs];
        return With(new Graph(Graph.Inputs.Where(used.Contains), outputs, name: Graph.Name)
        {
            DocString = Graph.DocString,
            Metadata = Graph.Metadata,
            InputDefaults = Graph.InputDefaults.RemoveRange(Graph.Inputs.Where(input => !used.Contains(input))),
            Quantization = [.. Graph.Quantization.Where(q => used.Contains(q.Value))],
        }, Opset);
    }

    /// <summary>The model with data in place of an input, which becomes a constant: a sampling rate, an initial state.</summary>
    /// <param name="input">The input's name.</param>
    /// <param name="data">Its data, of its type and a shape that fits.</param>
    /// <returns>Another model; this one stays as it is.</returns>
    /// <exception cref="ModelFormatException">There is no such input, or the data do not fit it.</exception>
    public OnnxModel Bind(string input, TensorData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Value bound = Graph.Inputs.FirstOrDefault(v => v.Name == input) ?? throw new ModelFormatException(
            $"Model '{Graph.Name}'", "the name of one of its inputs", $"'{input}'",
            NearestNames.Advice(input, Graph.Inputs.Select(v => v.Name!)));
        if (bound.Type is not null && TypeAgreement.Unify(bound.Type, data.Type) is null)
        {
            throw new ModelFormatException(
                $"Input '{input}'", $"data of type {bound.Type}", $"{data}", "Give an array of its type and shape.");
        }

        Dictionary<Value, Value> replaced = new() { [bound] = Value.Constant(data, input) };
        return With(Rewriter.Substitute(Graph, replaced, Graph.Inputs.Where(v => v != bound), decides: true), Opset);
    }

    /// <summary>
    /// The model with a number for a length of its inputs that is open: branches that depend on it, and ranks that follow from it, are
    /// known then, and a branch that is taken for certain stands in place of its If.
    /// </summary>
    /// <param name="length">The length's name, as <c>sequence</c> in <c>(batch, sequence)</c>.</param>
    /// <param name="size">The number, 0 or more.</param>
    /// <returns>Another model; this one stays as it is.</returns>
    /// <exception cref="ModelFormatException">No input has a length of this name.</exception>
    public OnnxModel BindLength(string length, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Dictionary<Value, Value> replaced = [];
        foreach (Value input in Graph.Inputs)
        {
            if (input.Type is TensorType { Shape: { } shape } type && shape.Any(d => IsNamed(d, length)))
                replaced[input] = Value.Input(type.ElementType, [.. shape.Select(d => IsNamed(d, length) ? size : d)], input.Name);
        }

        if (replaced.Count == 0)
        {
            string[] names = [.. Graph.Inputs.Select(v => v.Type).OfType<TensorType>().SelectMany(type => type.Shape ?? [])
                .Where(d => !d.IsKnown && !d.IsUnknown).Select(d => d.ToString())];
            throw new ModelFormatException(
                $"Model '{Graph.Name}'", "the name of a length of its inputs", $"'{length}'", NearestNames.Advice(length, names));
        }

        Value[] inputs = [.. Graph.Inputs.Select(v => replaced.GetValueOrDefault(v, v))];
        return With(Rewriter.Substitute(Graph, replaced, inputs, decides: true), Opset);
    }

    /// <summary>
    /// The model with inputs and outputs of single precision where it has ones of half precision (float16, bfloat16), for callers that know
    /// no others. In between it computes as before; a runtime may leave out the last rounding. Inputs that have a default stay as they are.
    /// </summary>
    /// <returns>Another model; this one, which stays as it is, where it has none of half precision.</returns>
    public OnnxModel WithFloatInputsAndOutputs()
    {
        Dictionary<Value, Value> replaced = [];
        foreach (Value input in Graph.Inputs.Where(input => IsHalf(input) && !Graph.InputDefaults.ContainsKey(input)))
        {
            Value single = Value.Input(new TensorType(ElementType.Float, input.TensorType.Shape), input.Name);
            replaced[input] = Op.Cast(single, input.ElementType);
        }

        if (replaced.Count == 0 && !Graph.Outputs.Any(IsHalf))
            return this;
        IEnumerable<Value> inputs = Graph.Inputs.Select(v => replaced.TryGetValue(v, out Value? half) ? half.Producer!.Inputs[0]! : v);
        Graph inside = Rewriter.Substitute(Graph, replaced, [.. inputs]);
        Value[] outputs = [.. inside.Outputs.Zip(Graph.Outputs, (value, old) => IsHalf(value) ? AsSingle(value, old.Name) : value)];
        return With(inside.With(outputs, inside.Captures), Opset);
    }

    private static Value AsSingle(Value half, string? name)
    {
        Value single = Op.Cast(half, ElementType.Float);
        single.Name = name;
        return single;
    }

    private static bool IsHalf(Value value) =>
        value.Type is TensorType { ElementType: ElementType.Float16 or ElementType.BFloat16 };

    private static bool IsNamed(Dim length, string name) => !length.IsKnown && length.ToString() == name;

    /// <summary>The same of another graph.</summary>
    internal OnnxModel With(Graph other, int opset, ImmutableArray<Function>? functions = null) => new(other)
    {
        Opsets = Opsets.ToImmutableDictionary().SetItem("", opset),
        IrVersion = Math.Max(IrVersion, IrVersionOf(opset)),
        ProducerName = ProducerName,
        ProducerVersion = ProducerVersion,
        Domain = Domain,
        ModelVersion = ModelVersion,
        DocString = DocString,
        Metadata = Metadata,
        Functions = functions ?? Functions,
    };

    /// <summary>The values that have a name, those inside subgraphs left out.</summary>
    internal Dictionary<string, Value> Named()
    {
        Dictionary<string, Value> known = new(StringComparer.Ordinal);
        foreach (Value value in Graph.Inputs.Concat(Graph.Operators.SelectMany(op => op.Outputs)).Concat(Graph.Outputs))
        {
            if (!string.IsNullOrEmpty(value.Name))
                known.TryAdd(value.Name, value);
        }

        return known;
    }
}
