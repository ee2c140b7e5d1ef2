using System.Collections.Immutable;
using OnnxEmit.Protobuf;

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

        Dictionary<Value, Value?> replaced = new() { [bound] = Value.Constant(data, input) };
        return With(Rewriter.Substitute(Graph, replaced, Graph.Inputs.Where(v => v != bound)), Opset);
    }

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
