using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// A node of any domain, operator and version, kept exactly as a file has it. Its outputs have the types that the file states.
/// </summary>
/// <param name="opType">The operator.</param>
/// <param name="domain">Its operator set; empty for <c>ai.onnx</c>.</param>
/// <param name="sinceVersion">The version of the operator set that the file imports.</param>
/// <param name="inputs">The inputs; null where an optional one is left out.</param>
/// <param name="outputTypes">The types of the outputs; null where the file does not say.</param>
/// <param name="attributes">The attributes, as they stand.</param>
public sealed class GenericOperator(
    string opType, string domain, int sinceVersion, ReadOnlySpan<Value?> inputs, ImmutableArray<OnnxType?> outputTypes,
    ImmutableArray<Attribute> attributes) : Operator(inputs)
{
    private readonly IEnumerable<Graph> subgraphs = [.. attributes.SelectMany(a => a.Value switch
    {
        Graph graph => [graph],
        Graph[] graphs => graphs,
        _ => Array.Empty<Graph>(),
    })];

    /// <inheritdoc/>
    public override string OpType => opType;

    /// <inheritdoc/>
    public override string Domain => domain;

    /// <inheritdoc/>
    public override string Overload => Variant;

    /// <summary>The variant among functions of the same name.</summary>
    public string Variant { get; init; } = "";

    /// <inheritdoc/>
    public override int SinceVersion => sinceVersion;

    /// <inheritdoc/>
    public override IEnumerable<Attribute> Attributes => attributes;

    /// <inheritdoc/>
    public override IEnumerable<Graph> Subgraphs => subgraphs;

    /// <inheritdoc/>
    protected internal override int OutputCount => outputTypes.Length;

    /// <inheritdoc/>
    protected internal override OnnxType? InferType() => outputTypes[0];

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes() => outputTypes;

    /// <inheritdoc/>
    protected internal override Operator WithSubgraphs(Func<Graph, Graph> replace)
    {
        ImmutableArray<Attribute> rewritten = [.. attributes.Select(a => a.Value switch
        {
            Graph graph => a with { Value = replace(graph) },
            Graph[] graphs => a with { Value = Array.ConvertAll(graphs, g => replace(g)) },
            _ => a,
        })];
        return new GenericOperator(opType, domain, sinceVersion, Inputs.AsSpan(), outputTypes, rewritten)
        {
            Name = Name, DocString = DocString, Metadata = Metadata, Variant = Variant,
        };
    }
}
