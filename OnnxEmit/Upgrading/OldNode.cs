using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>A node of an earlier version of an operator.</summary>
/// <param name="opType">The operator.</param>
/// <param name="version">The version of <c>ai.onnx</c>.</param>
/// <param name="inputs">The inputs; null where left out.</param>
/// <param name="outputs">How many outputs there are.</param>
/// <param name="attributes">The attributes, as they stand.</param>
internal sealed class OldNode(
    string opType, int version, ImmutableArray<Value?> inputs, int outputs, ImmutableArray<Attribute> attributes)
    : NodeReader(inputs, outputs, attributes)
{
    /// <summary>The operator.</summary>
    public string OpType => opType;

    /// <summary>The version of <c>ai.onnx</c>.</summary>
    public int Version => version;

    /// <summary>An attribute that is an input today; null where it is left out.</summary>
    public Value? Vector(string name) => Get<long[]?>(name, null) is { } items ? Value.Constant(items) : null;

    /// <summary>A number of the element type of an input.</summary>
    public static Value Number(float number, Value like) => like.Type is TensorType
        ? Value.Scalar(number, like)
        : Make("CastLike", 15, [Value.Constant(number), like])[0];

    /// <summary>A node of today: of its operator's class, or a generic one where too little is known of the inputs.</summary>
    /// <param name="opType">The operator.</param>
    /// <param name="version">A version that its class knows.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="attributes">Its attributes.</param>
    public static ImmutableArray<Value> Make(
        string opType, int version, ImmutableArray<Value?> inputs, params ImmutableArray<Attribute> attributes) =>
        Make(opType, version, inputs, 1, attributes);

    /// <summary>The operator of this node as it is today.</summary>
    /// <param name="newVersion">A version that its class knows.</param>
    /// <param name="newInputs">Its inputs.</param>
    /// <param name="newAttributes">Its attributes.</param>
    public ImmutableArray<Value> Today(int newVersion, ImmutableArray<Value?> newInputs, params ImmutableArray<Attribute> newAttributes) =>
        Make(opType, newVersion, newInputs, Outputs, newAttributes);

    private static ImmutableArray<Value> Make(
        string opType, int version, ImmutableArray<Value?> inputs, int outputs, ImmutableArray<Attribute> attributes) =>
        (OperatorCatalog.Read(opType, version, new NodeReader(inputs, outputs, attributes))
            ?? new GenericOperator(opType, "", version, inputs.AsSpan(), [.. new OnnxType?[outputs]], attributes)).Outputs;
}
