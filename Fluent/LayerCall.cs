using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fluent.Lowering;
using OnnxEmit;

namespace Fluent;

/// <summary>One call of a layer while it is lowered: its inputs and masks, its weights, and whether it trains.</summary>
/// <remarks>Lives as long as the call. What it collects takes effect only when the whole call succeeds.</remarks>
public sealed class LayerCall
{
    private readonly LoweringContext context;
    private readonly Operation operation;
    private readonly CallArguments arguments;
    private readonly Func<Tensor, MaskedValue> values;
    private readonly MaskedValue first;                // of the inputs: most calls have one
    private MaskedValue[]? inputs;
    private int randoms;

    internal LayerCall(
        LoweringContext context, Operation operation, CallArguments arguments, Func<Tensor, MaskedValue> values, LayerCall? parent,
        string? path)
    {
        (this.context, this.operation, this.arguments, this.values) = (context, operation, arguments, values);
        Training = arguments.Training ?? parent?.Training ?? context.Training;
        Path = path ?? (parent is null || parent.operation is Model ? operation.Name : $"{parent.Path}/{operation.Name}");
        if (arguments.PositionalTensors is not [var only])
            inputs = [.. arguments.PositionalTensors.Select(tensor => Accepted(this.values(tensor)))];
        else
            first = Accepted(values(only));
        if (arguments.Named.TryGetValue("mask", out CallArgument mask))
            inputs = WithMasks(mask.Tensors);
    }

    /// <summary>The inputs, each with its mask, lists flattened.</summary>
    public IReadOnlyList<MaskedValue> Inputs => inputs ??= [first];

    /// <summary>Whether this call trains.</summary>
    public bool Training { get; }

    /// <summary>Where the layer stands: the first part of its weights' paths.</summary>
    public string Path { get; }

    /// <summary>Which call of the operation it is among those that ask, from 1.</summary>
    internal int CallIndex => field != 0 ? field : field = context.NextCall(operation);

    /// <summary>The mask of the first input, where there is one.</summary>
    internal Value? FirstMask => inputs is null ? first.Mask : inputs is [{ Mask: var mask }, ..] ? mask : null;

    internal LoweringContext Context => context;

    internal CallArguments Arguments => arguments;

    /// <summary>The input of a layer that takes one.</summary>
    /// <exception cref="FluentException">There are several.</exception>
    public Value Single() => inputs is null ? first.Value
        : Inputs.Count == 1 ? Inputs[0].Value
        : throw Expects("1 input tensor", $"{Inputs.Count} input tensors");

    /// <summary>An optional tensor argument, such as an attention mask; null where the call has none.</summary>
    /// <param name="name">Its name in Keras's call.</param>
    public MaskedValue? Argument(string name) => arguments.Named.GetValueOrDefault(name).Tensor is { } tensor ? values(tensor) : null;

    /// <summary>A positional argument, or that of the name in Keras's call: a value, or a constant as JSON.</summary>
    internal (Value? Value, JsonNode? Constant) Operand(int position, string name)
    {
        ImmutableArray<CallArgument> positional = arguments.Positional;
        CallArgument argument = position < positional.Length ? positional[position]
            : arguments.Named.TryGetValue(name, out CallArgument named) ? named
            : throw Expects($"an argument '{name}'", $"{positional.Length} arguments");
        return argument.Tensor is { } tensor ? (values(tensor).Value, null) : (null, argument.Constant);
    }

    /// <summary>An optional list of tensors, such as initial states; empty where the call has none.</summary>
    /// <param name="name">Its name in Keras's call.</param>
    public IReadOnlyList<Value> TensorList(string name) =>
        [.. arguments.Named.GetValueOrDefault(name).Tensors.Select(t => values(t).Value)];

    /// <summary>An optional constant argument, such as <c>reverse</c>; null where the call has none.</summary>
    /// <param name="name">Its name in Keras's call.</param>
    public JsonNode? Option(string name) => arguments.Named.GetValueOrDefault(name).Constant;

    /// <summary>The weight of this name: made on the layer's first call, found again on every later one.</summary>
    /// <param name="name">Its name in the layer.</param>
    /// <param name="shape">Its shape, every axis a number.</param>
    /// <param name="initializer">What draws the first numbers.</param>
    /// <param name="trainable">Whether an optimizer changes it; false for moving averages.</param>
    /// <param name="regularizer">A penalty on it.</param>
    /// <param name="constraint">What it is held to after each update.</param>
    /// <exception cref="FluentException">
    /// The shape has an unknown axis, more numbers than an array holds, or differs from that of an earlier call.
    /// </exception>
    public Value Weight(
        string name, ReadOnlySpan<Dim> shape, Initializer initializer, bool trainable = true, Regularizer? regularizer = null,
        Constraint? constraint = null)
    {
        Layer layer = (Layer)operation;
        Weight? weight = context.FindWeight(layer, name);
        if (weight?.Shape.Is(shape) != true)
        {
            WeightShape wanted = Checked(name, shape);
            if (weight is not null)
                throw Expects($"inputs that fit its weight '{name}' of shape ({string.Join(", ", weight.Dims)})", Describe());
            weight = context.AddWeight(new(layer, Path, name, wanted, initializer, trainable, regularizer, constraint));
        }

        return context.ValueOf(weight);
    }

    /// <summary>Runs a layer inside this one, whose weights become part of it.</summary>
    /// <param name="attribute">The name of the attribute that holds it, as in Keras's weight files.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">Its inputs.</param>
    public LayerResult Child(string attribute, Layer layer, params IEnumerable<MaskedValue> inputs)
    {
        ArgumentNullException.ThrowIfNull(layer);
        context.AddChild((Layer)operation, attribute, layer);
        ImmutableArray<MaskedValue> given = [.. inputs];
        Tensor[] stand = [.. given.Select(v => new Tensor(v.Value.TensorType, "child", v.Mask is not null))];
        CallArguments called = stand.Length == 1 ? CallArguments.Of(stand[0]) : CallArguments.List(stand);
        return context.Run(layer, called, t => given[Array.IndexOf(stand, t)], this);
    }

    /// <summary>A call of a layer inside this one, for what is computed of it in parts.</summary>
    /// <param name="attribute">The name of the attribute that holds it, as in Keras's weight files.</param>
    /// <param name="layer">The layer.</param>
    internal LayerCall Within(string attribute, Layer layer)
    {
        context.AddChild((Layer)operation, attribute, layer);
        return new(context, layer, CallArguments.None, values, this, path: null);
    }

    /// <summary>
    /// Numbers drawn evenly from [0, 1), anew in each step: by seed, layer, call and step, so that a resumed run repeats. Only for calls
    /// that train.
    /// </summary>
    /// <param name="shape">Their shape.</param>
    /// <param name="seed">The layer's seed; the model's when null.</param>
    public Value Random(Shape shape, int? seed = null) => context.Random(new(Path, CallIndex, randoms++, seed), shape);

    /// <summary>Replaces a weight's numbers when the step is done: moving averages. No effect in inference.</summary>
    /// <param name="name">The weight's name in this layer.</param>
    /// <param name="next">What its numbers become: those of now, or those that an earlier call of this layer leaves in the same
    /// step.</param>
    public void Update(string name, Func<Value, Value> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        Weight weight = context.FindWeight((Layer)operation, name)
            ?? throw new InvalidOperationException($"{operation.Label} expects a weight of its own to update. Received: '{name}'.");
        context.Updates[weight] = next(context.Updates.GetValueOrDefault(weight) ?? context.ValueOf(weight));
    }

    /// <summary>Adds a scalar to the loss that the model trains on.</summary>
    /// <param name="loss">A scalar.</param>
    public void AddLoss(Value loss) => context.Losses.Add(loss);

    /// <summary>An error in the house's form: <c>Layer 'name' expects …. Received: ….</c></summary>
    /// <param name="expects">What the layer expects.</param>
    /// <param name="received">What it received; its inputs' shapes when null.</param>
    public FluentException Expects(string expects, string? received = null) => new(operation.Label, expects, received ?? Describe());

    private WeightShape Checked(string name, ReadOnlySpan<Dim> axes)
    {
        foreach (Dim axis in axes)
        {
            if (!axis.IsKnown)
                throw Expects($"inputs from which the shape of its weight '{name}' follows", Describe(name, axes));
        }

        WeightShape shape = WeightShape.Of(axes);
        return shape.Count <= Array.MaxLength ? shape
            : throw Expects($"a weight '{name}' of at most {Array.MaxLength:N0} numbers", Describe(name, axes));
    }

    private MaskedValue Accepted(MaskedValue x) =>
        operation is Layer { CastsInputs: true } layer && x.Value.ElementType is var type && type != ElementType.Float
            && (type.IsFloat || layer.NeedsFloat)
            ? x with { Value = x.Value.Cast(ElementType.Float) }
            : x;

    // A mask that the call gives counts before the one that comes with the input.
    private MaskedValue[] WithMasks(ImmutableArray<Tensor> masks) =>
        [.. Inputs.Select((x, i) => i < masks.Length ? x with { Mask = values(masks[i]).Value } : x)];

    private string Describe(string weight, ReadOnlySpan<Dim> axes) => $"{Describe()}, so {weight} {Shape.Create(axes)}";

    private string Describe() =>
        Inputs.Count == 1 ? $"{Inputs[0].Value.TensorType}" : string.Join(", ", Inputs.Select(i => i.Value.TensorType));
}
