using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>An operator that a model defines by a graph of other operators.</summary>
/// <param name="name">The operator that it defines.</param>
/// <param name="domain">Its operator set.</param>
/// <param name="body">What it computes; its inputs need no types.</param>
/// <remarks>Immutable.</remarks>
public sealed class Function(string name, string domain, Graph body)
{
    /// <summary>The operator that it defines.</summary>
    public string Name => name;

    /// <summary>Its operator set.</summary>
    public string Domain => domain;

    /// <summary>The variant among functions of the same name.</summary>
    public string Overload { get; init; } = "";

    /// <summary>What it computes.</summary>
    public Graph Body => body;

    /// <summary>The attributes that a caller must give.</summary>
    public ImmutableArray<string> RequiredAttributes { get; init; } = [];

    /// <summary>The attributes that a caller may give, with their defaults.</summary>
    public ImmutableArray<Attribute> DefaultAttributes { get; init; } = [];

    /// <summary>The versions of the operator sets that the body uses; empty for <c>ai.onnx</c>.</summary>
    public IReadOnlyDictionary<string, int> Opsets { get; init; } = ImmutableDictionary<string, int>.Empty;
}
