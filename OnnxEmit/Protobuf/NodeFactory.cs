using System.Collections.Immutable;
using Google.Protobuf;

namespace OnnxEmit.Protobuf;

/// <summary>
/// Makes operators of nodes: of the operator's class where there is one that says all that the node says, generic ones elsewhere.
/// </summary>
/// <param name="opsets">The versions of the operator sets.</param>
/// <param name="infos">What the file says of values.</param>
internal sealed class NodeFactory(IReadOnlyDictionary<string, int> opsets, Dictionary<string, ValueFacts> infos)
{
    public Operator Create(NodeProto node, ImmutableArray<Value?> inputs, ImmutableArray<Attribute> attributes)
    {
        string domain = DomainOf(node.Domain);
        int version = opsets.TryGetValue(domain, out int imported) ? imported : 1;
        OnnxType?[] stated = [.. node.Output.Select(name => infos.GetValueOrDefault(name)?.Type)];
        Operator op = Typed(node, domain, version, inputs, attributes, stated)
            ?? new GenericOperator(node.OpType, domain, version, inputs.AsSpan(), [.. stated], attributes) { Variant = node.Overload };
        op.Name = node.Name;
        if (Notes.Text(node.DocString) is { } doc)
            op.DocString = doc;
        if (node.MetadataProps.Count > 0)
            op.Metadata = Notes.Read(node.MetadataProps);
        if (node.DeviceConfigurations.Count > 0)
            op.Placement = [.. node.DeviceConfigurations.Select(configuration => (ReadOnlyMemory<byte>)configuration.ToByteArray())];
        return op;
    }

    /// <summary>An operator set's name in the graph: that of ONNX itself is empty.</summary>
    public static string DomainOf(string domain) => domain == "ai.onnx" ? "" : domain;

    private static Operator? Typed(
        NodeProto node, string domain, int version, ImmutableArray<Value?> inputs, ImmutableArray<Attribute> attributes, OnnxType?[] stated)
    {
        if (domain.Length > 0 || node.Overload.Length > 0 ||
            attributes.Any(a => a.Value is AttributeReference || a.DocString is not null) ||
            (attributes.Length > 1 && attributes.DistinctBy(a => a.Name).Count() != attributes.Length))
        {
            return null;
        }

        Operator? op = OperatorCatalog.Read(node.OpType, version, new NodeReader(inputs, stated.Length, attributes));
        if (op is null)
            return null;
        OnnxType?[] agreed = new OnnxType?[stated.Length];
        for (int i = 0; i < stated.Length; i++)
        {
            agreed[i] = TypeAgreement.Unify(op.Outputs[i].Type, stated[i]);
            if (stated[i] is not null && op.Outputs[i].Type is not null && agreed[i] is null)
                return null;                           // the file says otherwise, and what is read is what is written
        }

        for (int i = 0; i < stated.Length; i++)
            (op.Outputs[i].Type, op.Outputs[i].Declared) = (agreed[i], ReferenceEquals(stated[i], agreed[i]) ? null : stated[i]);
        return op;
    }
}
