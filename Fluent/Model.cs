using System.Collections.Immutable;
using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// A network from its inputs to its outputs: Keras's functional model. It trains, predicts, saves and exports; it is a layer as well, to be
/// called, chained and shared.
/// </summary>
/// <remarks>Predict is safe from several threads; everything that changes weights is not.</remarks>
[KerasName("Functional", Module = "keras.src.models.functional")]
public partial class Model : Layer
{
    private FunctionalGraph? graph;
    private TensorStructure? inputs;
    private TensorStructure? outputs;

    /// <summary>
    /// A model of what lies between these tensors. Inputs may be intermediate tensors: the layers behind them are shared, not copied.
    /// </summary>
    /// <param name="inputs">One tensor, a list, or a dictionary by name.</param>
    /// <param name="outputs">One tensor, a list, or a dictionary by name.</param>
    /// <param name="name">Its name; made up when omitted.</param>
    /// <exception cref="FluentException">The outputs are not computed from the inputs alone, or two operations share a name.</exception>
    public Model(TensorStructure inputs, TensorStructure outputs, string? name = null)
        : this(name ?? AutoName.Next("functional")) => Connect(inputs, outputs);

    /// <summary>A model whose graph is connected later.</summary>
    /// <param name="name">Its name.</param>
    private protected Model(string name)
        : base(name)
    {
    }

    /// <summary>What goes in.</summary>
    /// <exception cref="FluentException">The model has no graph yet.</exception>
    public TensorStructure Inputs => inputs ?? throw NotBuilt("inputs");

    /// <summary>What comes out.</summary>
    /// <exception cref="FluentException">The model has no graph yet.</exception>
    public new TensorStructure Outputs => outputs ?? throw NotBuilt("outputs");

    /// <summary>The only or first input.</summary>
    public new Tensor Input => Inputs[0];

    /// <summary>The only or first output.</summary>
    public new Tensor Output => Outputs[0];

    /// <summary>The names of the outputs: those of the layers that give them, or of the tensors of an <see cref="OnnxLayer"/>.</summary>
    public IReadOnlyList<string> OutputNames => [.. Outputs.Select(output => output.Operation.NameOfOutput(output.Index))];

    /// <summary>The names of the inputs.</summary>
    public IReadOnlyList<string> InputNames => [.. Inputs.Select(input => input.Operation.Name)];

    /// <summary>The layers, inputs first; in Keras's order.</summary>
    public virtual IReadOnlyList<Layer> Layers => [.. Operations.OfType<Layer>()];

    /// <summary>The layers and raw operations, inputs first.</summary>
    public IReadOnlyList<Operation> Operations => Graph.Operations;

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights
    {
        get
        {
            IReadOnlyList<Layer> layers = Layers;
            List<Weight> weights = new(2 * layers.Count);      // what most networks have at most
            bool nested = false;
            foreach (Layer layer in layers)
            {
                bool has = layer.Children.Any();
                nested |= has;
                weights.AddRange(has ? layer.Weights : layer.OwnWeights);
            }

            return nested ? [.. weights.Distinct()] : weights;         // only those of layers inside others are shared
        }
    }

    internal FunctionalGraph Graph => graph ?? throw NotBuilt("graph");

    internal bool IsConnected => graph is not null;

    internal override IEnumerable<Layer> Children => graph is null ? [] : Layers;

    internal override string Label => $"Model '{Name}'";

    internal override bool CastsInputs => false;       // its inputs have types

    /// <summary>The layer of this name; not looked for inside nested models.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="FluentException">There is none.</exception>
    public Layer GetLayer(string name) => Layers.FirstOrDefault(layer => layer.Name == name)
        ?? throw new FluentException(Label, $"the name of one of its layers ({string.Join(", ", Layers.Select(l => l.Name))})",
            $"'{name}'");

    /// <summary>The layer at this place.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="FluentException">There are fewer layers.</exception>
    public Layer GetLayer(int index) => index >= 0 && index < Layers.Count ? Layers[index]
        : throw new FluentException(Label, $"a layer index from 0 to {Layers.Count - 1}", $"{index}");

    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Inputs.Count != Inputs.Count)
            throw call.Expects($"{Inputs.Count} input tensor{(Inputs.Count == 1 ? "" : "s")}", $"{call.Inputs.Count}");
        Dictionary<Tensor, MaskedValue> values = [];
        for (int i = 0; i < Inputs.Count; i++)
            values[Inputs[i]] = call.Inputs[i] with { Value = FitInput(Inputs[i], call.Inputs[i].Value, Label) };
        return LayerResult.WithMasks(Replay(call.Context, values, call));
    }

    /// <summary>Replays every call on the values of the inputs.</summary>
    internal MaskedValue[] Replay(Lowering.LoweringContext context, Dictionary<Tensor, MaskedValue> values, LayerCall? parent)
    {
        NumberTable<LayerResult> results = new();
        foreach ((Tensor input, MaskedValue value) in values)
            results[input.Node.Number] = LayerResult.WithMasks(value);
        Func<Tensor, MaskedValue> find = tensor => results[tensor.Node.Number][tensor.Index];
        foreach (Node node in Graph.Nodes)
        {
            ref LayerResult result = ref results[node.Number];
            if (result.IsDefault)
                result = context.Run(node.Operation, node.Arguments, find, parent);
        }

        return [.. Outputs.Select(find)];
    }

    private protected void Connect(TensorStructure from, TensorStructure to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Count == 0)
            throw new FluentException(Label, "at least one input", "none");
        if (to.Count == 0)
            throw new FluentException(Label, "at least one output", "none");
        if (from.Any(t => !t.Node.IsInput))
            (from, to) = CloneBehind(from, to);
        graph = FunctionalGraph.Between(Label, from, to);
        (inputs, outputs) = (from, to);
    }

    // Intermediate tensors become inputs: the calls behind them are recorded once more, on the same layers.
    private static (TensorStructure From, TensorStructure To) CloneBehind(TensorStructure from, TensorStructure to)
    {
        Dictionary<Tensor, Tensor> replaced = from.ToDictionary(t => t, t => t.Node.IsInput ? t : Placeholder(t));
        Stack<Node> stack = new(to.Select(t => t.Node));
        HashSet<Node> waiting = [];
        while (stack.TryPop(out Node? node))
        {
            if (node.Outputs.All(replaced.ContainsKey) || node.IsInput)
            {
                foreach (Tensor output in node.Outputs)
                    replaced.TryAdd(output, output);
            }
            else if (waiting.Add(node))
            {
                stack.Push(node);
                foreach (Tensor input in node.Inputs.Where(input => !replaced.ContainsKey(input)))
                    stack.Push(input.Node);
            }
            else
            {
                ImmutableArray<Tensor> again = node.Operation.Invoke(node.Arguments.Map(t => replaced[t]));
                for (int i = 0; i < again.Length; i++)
                    replaced.TryAdd(node.Outputs[i], again[i]);
            }
        }

        return (from.With(from.Select(t => replaced[t])), to.With(to.Select(t => replaced[t])));
    }

    private static Input Placeholder(Tensor tensor) =>
        new(tensor.Shape[1..], $"{tensor.Name}CLONE", tensor.ElementType, (int?)tensor.Shape[0].Size);

    // Keras's leniency: a trailing axis of length 1 may be left out or be too many, and other element types are converted.
    internal static Value FitInput(Tensor expected, Value given, string label)
    {
        Value x = given.Cast(expected.ElementType);
        if (x.Rank == expected.Rank + 1 && x.Shape[^1] == 1)
            x = x.Squeeze(-1);
        else if (x.Rank == expected.Rank - 1 && expected.Shape[^1] == 1)
            x = x.Unsqueeze(-1);
        bool fits = x.Rank == expected.Rank && x.Shape.Zip(expected.Shape).All(pair => pair.First.MayEqual(pair.Second));
        return fits ? x
            : throw new FluentException(label, $"input '{expected.Operation.Name}' of shape {expected.Shape}", $"shape {given.Shape}");
    }

    private FluentException NotBuilt(string what) =>
        new(Label, $"to be called or given an Input before its {what} are asked for", "no input so far");
}
