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

    /// <summary>The operator as today's class reads it.</summary>
    /// <param name="newVersion">A version that the class knows.</param>
    /// <param name="newInputs">Its inputs.</param>
    /// <param name="newAttributes">Its attributes.</param>
    public ImmutableArray<Value> Today(int newVersion, ImmutableArray<Value?> newInputs, params ImmutableArray<Attribute> newAttributes) =>
        OperatorCatalog.Read(opType, newVersion, new NodeReader(newInputs, Outputs, newAttributes))?.Outputs
            ?? throw new FormatException($"{opType} has no class that says this");
}
