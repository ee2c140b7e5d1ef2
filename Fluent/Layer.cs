using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// An operation with weights. Called twice, it shares them. A layer is one class in one file: its primary constructor is its configuration,
/// its fluent signature and its documentation; <see cref="Operation.Lower"/> is its meaning.
/// </summary>
public abstract class Layer : Operation
{
    private Weight[] weights = [];                     // few or none, and a network has thousands of layers
    private Dictionary<string, Layer>? children;
    private bool trainable = true;

    /// <summary>A layer.</summary>
    /// <param name="name">Its name; made from its class when null.</param>
    protected Layer(string? name)
        : base(name)
    {
    }

    /// <summary>
    /// Whether training changes its weights. False freezes it and all layers inside it; BatchNormalization then works as in inference.
    /// </summary>
    public bool Trainable
    {
        get => trainable;
        set
        {
            trainable = value;
            foreach (Layer child in Children)
                child.Trainable = value;
        }
    }

    /// <summary>The element type of what it computes.</summary>
    public ElementType Dtype { get; set; } = ElementType.Float;

    /// <summary>A penalty on what it gives, divided by the batch's rows; none when null.</summary>
    public Regularizer? ActivityRegularizer { get; set; }

    /// <summary>All weights, those of layers inside it included; there are none before the first call.</summary>
    public virtual IReadOnlyList<Weight> Weights => !Children.Any() ? OwnWeights.ToArray()
        : [.. OwnWeights.Concat(Children.SelectMany(child => child.Weights)).Distinct()];

    /// <summary>The weights that training changes now.</summary>
    public IReadOnlyList<Weight> TrainableWeights => [.. Weights.Where(w => w.Trainable)];

    /// <summary>The weights that it does not: frozen ones and moving averages.</summary>
    public IReadOnlyList<Weight> NonTrainableWeights => [.. Weights.Where(w => !w.Trainable)];

    /// <summary>The numbers of all weights, an array of its shape for each, in the order of <see cref="Weights"/>: copies.</summary>
    public Array[] GetWeights() => [.. Weights.Select(weight => weight.ToArray())];

    /// <summary>
    /// Replaces the numbers of all weights: <c>layer.SetWeights([kernel, bias])</c>, <c>to.SetWeights(from.GetWeights())</c>.
    /// </summary>
    /// <param name="weights">An array for each, in the order of <see cref="Weights"/>.</param>
    /// <exception cref="FluentException">Another number of arrays, or one of another shape; no weight is changed then.</exception>
    public void SetWeights(Data weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        IReadOnlyList<Weight> all = Weights;
        TensorData[] arrays = [.. weights.Arrays];
        if (arrays.Length != all.Count)
            throw new FluentException(Label, $"an array for each of its {all.Count} weights ({string.Join(", ", all)})",
                $"{arrays.Length}");
        for (int i = 0; i < arrays.Length; i++)
        {
            if (!arrays[i].Dims.AsSpan().SequenceEqual(all[i].Dims))
                throw new FluentException(Label, $"an array of shape ({string.Join(", ", all[i].Dims)}) for '{all[i].Path}'",
                    $"shape ({string.Join(", ", arrays[i].Dims)})");
        }

        for (int i = 0; i < arrays.Length; i++)
            all[i].Assign((arrays[i].ElementType == ElementType.Float ? arrays[i] : Numbers.Convert(arrays[i], ElementType.Float))
                .AsSpan<float>());
    }

    /// <summary>How many numbers its weights have.</summary>
    public long CountParams() => Weights.Sum(w => (long)w.Count);

    /// <summary>Whether a mask that comes in goes out again; layers that use or drop it say false.</summary>
    protected internal virtual bool SupportsMasking => false;

    /// <summary>
    /// Whether it computes with floating-point numbers only: integers that come in are then cast to float32. Floating-point numbers of
    /// another type always are, as Keras's policy float32 does.
    /// </summary>
    protected internal virtual bool NeedsFloat => false;

    /// <summary>Whether inputs are cast at all; false where each input has a type of its own.</summary>
    internal virtual bool CastsInputs => true;

    /// <summary>The name of the first argument of Keras's call.</summary>
    internal virtual string InputName => "inputs";

    /// <summary>The layers inside it.</summary>
    internal virtual IEnumerable<Layer> Children => children?.Values ?? Enumerable.Empty<Layer>();

    /// <summary>The layers inside it by the attribute that holds them, as Keras's weight files name them.</summary>
    internal IReadOnlyDictionary<string, Layer> NamedChildren =>
        (IReadOnlyDictionary<string, Layer>?)children ?? ReadOnlyDictionary<string, Layer>.Empty;

    /// <summary>Its own weights: trainable ones first, then the others, each in order of creation.</summary>
    internal IEnumerable<Weight> OwnWeights =>
        Array.TrueForAll(weights, w => w.IsTrainable) ? weights
            : weights.Where(w => w.IsTrainable).Concat(weights.Where(w => !w.IsTrainable));

    internal override string Label => $"Layer '{Name}'";

    /// <summary>What its first call gave.</summary>
    /// <exception cref="FluentException">It was never called.</exception>
    public Tensor Output => Nodes.Count > 0 ? Nodes[0].Outputs[0]
        : throw new FluentException(Label, "to be called before its output is asked for", "no call so far");

    /// <summary>Everything that its first call gave.</summary>
    /// <exception cref="FluentException">It was never called.</exception>
    public IReadOnlyList<Tensor> Outputs => Nodes.Count > 0 ? Nodes[0].Outputs
        : throw new FluentException(Label, "to be called before its outputs are asked for", "no call so far");

    /// <summary>What it was first called on.</summary>
    /// <exception cref="FluentException">It was never called.</exception>
    public Tensor Input => Nodes.Count > 0 ? (Nodes[0].IsInput ? Nodes[0].Outputs[0] : Nodes[0].Inputs[0])
        : throw new FluentException(Label, "to be called before its input is asked for", "no call so far");

    /// <summary>Adds this layer to the graph behind a tensor.</summary>
    /// <param name="input">What to call it on.</param>
    /// <param name="training">Whether this call trains, whatever the model does; decided by the model when null.</param>
    /// <exception cref="FluentException">The input's rank, shape or type does not fit.</exception>
    public Tensor Call(Tensor input, bool? training = null) =>
        Invoke(CallArguments.Of(Checked(input), training))[0];

    /// <summary>Adds this layer to the graph behind several tensors, given as a list.</summary>
    /// <param name="inputs">What to call it on.</param>
    /// <exception cref="FluentException">The inputs' number, ranks, shapes or types do not fit.</exception>
    public Tensor Call(params IEnumerable<Tensor> inputs) => Invoke(CallArguments.List(inputs.Select(Checked)))[0];

    /// <summary>As <see cref="Call(Tensor, bool?)"/>, for layers that give several tensors.</summary>
    /// <param name="input">What to call it on.</param>
    public IReadOnlyList<Tensor> CallMany(Tensor input) => Invoke(CallArguments.Of(Checked(input)));

    /// <summary>As <see cref="Call(IEnumerable{Tensor})"/>, for layers that give several tensors.</summary>
    /// <param name="inputs">What to call it on.</param>
    public IReadOnlyList<Tensor> CallMany(params IEnumerable<Tensor> inputs) => Invoke(CallArguments.List(inputs.Select(Checked)));

    /// <summary>Adds this layer to the graph behind a tensor, with further tensors by name.</summary>
    /// <param name="input">What to call it on.</param>
    /// <param name="arguments">The further arguments by their names in Keras's call.</param>
    private protected Tensor CallWith(Tensor input, params (string Name, Tensor Value)[] arguments) =>
        Invoke(CallArguments.Of(Checked(input)) with
    {
        Named = arguments.ToImmutableDictionary(a => a.Name, a => CallArgument.Of(Checked(a.Value))),
    })[0];

    internal override JsonObject GetConfig()
    {
        JsonObject config = new() { ["name"] = Name, ["trainable"] = Trainable, ["dtype"] = KerasJson.FromPolicy(Dtype) };
        if (ActivityRegularizer is not null)
            config["activity_regularizer"] = KerasJson.FromObject(ActivityRegularizer);
        AddConfig(config);
        return config;
    }

    internal Weight? FindWeight(string name)
    {
        foreach (Weight weight in weights)
        {
            if (weight.Name == name)
                return weight;
        }

        return null;
    }

    internal void AddWeights(ReadOnlySpan<Weight> added) => weights = [.. weights, .. added];

    internal void AddChild(string attribute, Layer child) => (children ??= new(StringComparer.Ordinal))[attribute] = child;

    private static Tensor Checked(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input;
    }
}
