using System.Runtime.InteropServices;
using OnnxEmit;

namespace Fluent.Lowering;

/// <summary>What the lowering of one graph shares between its calls: weights as values, updates, losses and random numbers.</summary>
internal sealed class LoweringContext
{
    private readonly Func<Weight, int, Value> toValue;
    private readonly Dictionary<Operation, int>? calls;
    private List<Weight>? newWeights;
    private List<(Layer Layer, string Attribute, Layer Child)>? newChildren;

    private LoweringContext(bool training, Func<Weight, int, Value> toValue, Dictionary<Operation, int>? calls)
    {
        (Training, this.toValue, this.calls) = (training, toValue, calls);
    }

    public bool Training { get; }

    /// <summary>What weights become when the step is done.</summary>
    public Dictionary<Weight, Value> Updates => field ??= [];

    /// <summary>The scalars that layers add to the loss.</summary>
    public List<Value> Losses => field ??= [];

    /// <summary>The random numbers that the graph wants fed.</summary>
    public List<RandomInput> Randoms => field ??= [];

    /// <summary>The weights used, each with its value.</summary>
    public Dictionary<Weight, Value> Weights { get => field ??= []; private init; }

    /// <summary>Finds out shapes, and makes weights: what their values are called and whether they are the same does not matter.</summary>
    public static LoweringContext ForShapes() => new(training: false, static (w, _) => w.Shape.Placeholder, calls: null);

    /// <summary>Weights are constants.</summary>
    /// <param name="weights">About how many there are, to make room at once.</param>
    public static LoweringContext ForInference(int weights = 0) =>
        new(training: false, static (w, _) => Value.Constant(w.ToTensorData(), w.Path), []) { Weights = new(weights) };

    /// <summary>Weights are inputs.</summary>
    public static LoweringContext ForSteps(bool training) => new(training, AsInput, []);

    /// <summary>Which call of an operation it is, from 1: what tells the random numbers of two calls apart.</summary>
    public int NextCall(Operation operation) => calls is null ? 1 : calls[operation] = calls.GetValueOrDefault(operation) + 1;

    public Value ValueOf(Weight weight)
    {
        if (calls is null)
            return toValue(weight, 0);
        ref Value? value = ref CollectionsMarshal.GetValueRefOrAddDefault(Weights, weight, out _);
        if (value is null)
        {
            value = toValue(weight, Weights.Count - 1);
            value.IsOutside = true;                    // a subgraph may be the first to use it
        }

        return value;
    }

    public Weight? FindWeight(Layer layer, string name) =>
        layer.FindWeight(name) ?? FindNew(layer, name);

    private Weight? FindNew(Layer layer, string name)
    {
        for (int i = 0; i < newWeights?.Count; i++)
        {
            if (newWeights[i].Owner == layer && newWeights[i].Name == name)
                return newWeights[i];
        }

        return null;
    }

    public Weight AddWeight(Weight weight)
    {
        (newWeights ??= new(2)).Add(weight);
        return weight;
    }

    public void AddChild(Layer layer, string attribute, Layer child) =>
        (newChildren ??= []).Add((layer, attribute, child));

    public Value Random(RandomKey key, Shape shape)
    {
        while (Randoms.Exists(r => r.Key == key))          // layers of one name in two nested models must not draw alike
            key = key with { Path = key.Path + "'" };
        Value input = Value.Input(ElementType.Float, shape, $"random/{Randoms.Count}");
        Randoms.Add(new(key, input));
        return input;
    }

    /// <summary>Lowers one call, with its masks and its activity penalty.</summary>
    public LayerResult Run(Operation operation, CallArguments arguments, Func<Tensor, MaskedValue> values, LayerCall? parent,
        string? path = null)
    {
        LayerCall call = new(this, operation, arguments, values, parent, path);
        LayerResult result;
        try
        {
            result = operation.Lower(call);
        }
        catch (OperatorException e)
        {
            string shapes = string.Join(", ", call.Inputs.Select(i => i.Value.TensorType));
            throw new FluentException($"{operation.Label} cannot be called on {shapes}: {e.Message}", e);
        }

        if (result.IsDefault)
            throw new FluentException(operation.Label, "its Lower to return a value", "none");
        if (operation is Layer { ActivityRegularizer: { } regularizer })
        {
            foreach (MaskedValue y in result.Outputs)
                Losses.Add(regularizer.Lower(y.Value) / Op.Cast(Op.Shape(y.Value, 0, 1), y.Value.ElementType).Squeeze(0));
        }

        if (result.MasksDecided || operation is not Layer { SupportsMasking: true } || call.FirstMask is not { } mask)
            return result;
        return WithMask(result, mask);
    }

    private static LayerResult WithMask(LayerResult result, Value mask) =>
        LayerResult.WithMasks(result.Outputs.Select(y => y with { Mask = mask }));

    /// <summary>Gives the layers the weights and children that a successful call made.</summary>
    public void Commit()
    {
        newChildren?.ForEach(static made => made.Layer.AddChild(made.Attribute, made.Child));
        ReadOnlySpan<Weight> weights = CollectionsMarshal.AsSpan(newWeights);
        while (!weights.IsEmpty)
        {
            Layer layer = weights[0].Owner;
            int count = 1;
            while (count < weights.Length && weights[count].Owner == layer)
                count++;
            layer.AddWeights(weights[..count]);
            weights = weights[count..];
        }

        (newWeights, newChildren) = (null, null);
    }

    // Numbered, for layers of one name in two nested models have equal paths.
    private static Value AsInput(Weight weight, int number) =>
        Value.Input(weight.Type, $"parameter/{number}/{weight.Path}");
}

/// <summary>What a batch of random numbers is drawn by, besides the step.</summary>
internal readonly record struct RandomKey(string Path, int Call, int Ordinal, int? Seed);

/// <summary>An input of the graph that wants random numbers.</summary>
internal sealed record RandomInput(RandomKey Key, Value Value);
