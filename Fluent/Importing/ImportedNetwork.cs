using System.Collections.Immutable;
using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent.Importing;

/// <summary>
/// A network of other people as a layer has it: a graph in today's operators and single precision, its weights inputs behind its own.
/// </summary>
internal sealed class ImportedNetwork
{
    private const string WeightsKey = "fluent.weights";

    private readonly OnnxModel model;
    private readonly Dictionary<string, Value> named;

    private ImportedNetwork(OnnxModel model, Graph graph, ImmutableArray<ImportedWeight> weights)
    {
        (this.model, Graph, Weights) = (model, graph, weights);
        Inputs = graph.Inputs[..^weights.Length];
        named = model.With(graph, model.Opset).Named();
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>Its own inputs.</summary>
    public ImmutableArray<Value> Inputs { get; }

    /// <summary>The weights.</summary>
    public ImmutableArray<ImportedWeight> Weights { get; }

    /// <summary>The names of its tensors.</summary>
    public IEnumerable<string> Names => named.Keys.Except(Weights.Select(w => w.Name));

    /// <summary>What a layer's configuration says of it: the graph, with its weights as inputs but without their numbers.</summary>
    public OnnxModel Description => new(Graph)
    {
        Opsets = model.Opsets,
        IrVersion = model.IrVersion,
        ProducerName = model.ProducerName,
        ProducerVersion = model.ProducerVersion,
        Metadata = new Dictionary<string, string>(model.Metadata, StringComparer.Ordinal)
        {
            [WeightsKey] = new JsonArray([.. Weights.Select(w => w.ToJson())]).ToJsonString(),
        },
    };

    /// <summary>Reads a model, or the description of one that was read before.</summary>
    public static ImportedNetwork Of(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Metadata.TryGetValue(WeightsKey, out string? weights) ? Described(model, JsonNode.Parse(weights)!.AsArray())
            : Imported(model);
    }

    /// <summary>The network up to a tensor.</summary>
    /// <param name="tensor">A name among <see cref="Names"/>.</param>
    /// <param name="numbers">The numbers that a weight has now; null where it has those that it was read with.</param>
    public ImportedNetwork Until(string tensor, Func<ImportedWeight, Initializer?> numbers)
    {
        OnnxModel cut = model.With(Graph, model.Opset).Until(tensor);
        ImmutableArray<ImportedWeight> kept = [.. Weights.Where(w => cut.Graph.Inputs.Contains(w.Value))
            .Select(w => w with { Initializer = numbers(w) ?? w.Initializer })];
        return new(model, cut.Graph, kept);
    }

    private static ImportedNetwork Imported(OnnxModel model)
    {
        OnnxModel upgraded = model.With(Upgrader.WithoutDefaults(model.Graph), model.Opset).Upgrade();
        Graph graph = CaptureConstants.Apply(SinglePrecision.Apply(upgraded.Graph));
        if (Parameters.Undecided(graph) is { } undecided)
        {
            throw new FluentException(
                $"Model '{graph.Name}'", $"the types of all inputs of {undecided.OpType} '{undecided.Name}' to be known, so that it is " +
                "read into today's operators with its weights; open lengths of the model's inputs are given numbers with " +
                "OnnxModel.BindLength before",
                string.Join(", ", undecided.Inputs.Select(x => x?.ToString() ?? "none")));
        }

        Parameters parameters = Parameters.Of(graph);
        HashSet<string> taken = [.. graph.Inputs.Select(input => input.Name!)];
        ImmutableArray<ImportedWeight> weights = [.. parameters.All.Select(
            constant => ImportedWeight.Of(constant, Unique(constant.Name ?? "weight"), parameters.IsTrained(constant)))];
        Dictionary<Value, Value> replaced = parameters.All.Zip(weights).ToDictionary(p => p.First, p => p.Second.Value);
        Graph open = FoldConstants.Apply(Rewriter.Substitute(graph, replaced, [.. graph.Inputs, .. weights.Select(w => w.Value)]));
        return new(upgraded, open, weights);

        string Unique(string name)
        {
            string free = name;
            for (int n = 1; !taken.Add(free); n++)
                free = $"{name}_{n}";
            return free;
        }
    }

    private static ImportedNetwork Described(OnnxModel model, JsonArray weights)
    {
        Dictionary<string, Value> inputs = model.Graph.Inputs.ToDictionary(input => input.Name!, StringComparer.Ordinal);
        return new(model, model.Graph, [.. weights.Select(w => ImportedWeight.FromJson(w!.AsObject(), inputs))]);
    }
}
