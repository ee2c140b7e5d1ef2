using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>
/// An operator that walks along a sequence with a state of its own: <see cref="LSTM"/>, <see cref="GRU"/>, <see cref="RNN"/>. Inputs 0 to
/// 5 are X, W, R, B, sequence_lens and initial_h.
/// </summary>
/// <remarks>
/// X (time, batch, input) gives Y (time, directions, batch, hidden) and the last states (directions, batch, hidden); with layout 1 the
/// batch stands first: X (batch, time, input), Y (batch, time, directions, hidden), states (batch, directions, hidden). Differentiated, it
/// is a <see cref="Scan"/> with the product of X and W before it.
/// </remarks>
public abstract class RecurrentOperator : Operator
{
    /// <summary>A recurrent operator.</summary>
    /// <param name="inputs">Its inputs; null where an optional one is left out.</param>
    protected RecurrentOperator(params ReadOnlySpan<Value?> inputs)
        : base(inputs)
    {
    }

    /// <inheritdoc/>
    public override int SinceVersion =>
        Inputs[0]?.Type is TensorType { ElementType: ElementType.BFloat16 } ? 22 : Settings.Layout != 0 ? 14 : 7;

    /// <inheritdoc/>
    public override IEnumerable<Attribute> Attributes
    {
        get
        {
            RecurrentSettings s = Settings;
            (string Name, object? Value)[] all =
            [
                ("activation_alpha", s.ActivationAlpha), ("activation_beta", s.ActivationBeta), ("activations", s.Activations),
                ("clip", s.Clip), ("direction", s.Direction == "forward" ? null : s.Direction),
                ("hidden_size", Inputs[2]!.TensorType.Shape is null ? s.HiddenSize : Hidden.Size),    // ONNX Runtime does not do without
                ("layout", s.Layout == 0 ? null : s.Layout),
            ];
            foreach ((string name, object? value) in all)
            {
                if (value is not null)
                    yield return new(name, value);
            }

            if (s.Flag is { } flag)
                yield return new(flag, 1L);
        }
    }

    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1, 2, 3];

    private protected abstract RecurrentSettings Settings { get; }

    // How many times the rows of W, R and B hold the hidden size.
    private protected abstract int Gates { get; }

    private protected abstract string[] DefaultActivations { get; }

    // The indices of the inputs that the first states are.
    private protected virtual int[] StateInputs => [5];

    private protected Dim Hidden => Settings.HiddenSize ?? Inputs[2]!.Shape[2];

    private Dim Time => Inputs[0]!.Shape[Settings.Layout == 0 ? 0 : 1];

    private Dim Batch => Inputs[0]!.Shape[Settings.Layout == 0 ? 1 : 0];

    /// <inheritdoc/>
    protected internal override OnnxType? InferType() => InferTypes()[0];

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes()
    {
        CheckShapes();
        Shape state = Settings.Layout == 0 ? [Directions, Batch, Hidden] : [Batch, Directions, Hidden];
        Shape all = Settings.Layout == 0 ? [Time, .. state] : [Batch, Time, Directions, Hidden];
        ElementType type = Inputs[0]!.ElementType;
        return [new TensorType(type, all), .. Enumerable.Repeat(new TensorType(type, state), OutputCount - 1)];
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? ForGradient() => Decompose();

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        Value x = Settings.Layout == 0 ? Inputs[0]! : Op.Transpose(Inputs[0]!, [1, 0, 2]);
        Value? lengths = At(4)?.Cast(ElementType.Int64);
        int directions = Directions;
        Value?[][] parts = [.. Enumerable.Range(0, Inputs.Length).Select(input => PerDirection(input, directions))];
        Func<Value, Value>[] activations = Activations();
        Value[][] results = new Value[directions][];
        for (int d = 0; d < directions; d++)
        {
            bool isReverse = d == 1 || Settings.Direction == "reverse";
            int count = activations.Length / directions;
            RecurrentDirection direction = new(
                [.. parts.Select(part => part[d])], activations[(d * count)..((d + 1) * count)], Settings.Clip);
            results[d] = Walk(x, lengths, direction, isReverse);
        }

        return [.. Enumerable.Range(0, OutputCount).Select(output => Joined([.. results.Select(r => r[output])], output == 0))];
    }

    // The states after one step; the first one is what Y holds.
    private protected abstract Value[] Step(Value x, ImmutableArray<Value> states, RecurrentDirection direction);

    // What of the bias is added before the walk; the direction keeps the rest.
    private protected virtual Value InputBias(Value bias, RecurrentDirection direction)
    {
        ImmutableArray<Value> halves = Op.Split(bias, 2, numOutputs: 2);
        return halves[0] + halves[1];
    }

    private protected Value? At(int input) => input < Inputs.Length ? Inputs[input] : null;

    private int Directions => Settings.Direction switch
    {
        "forward" or "reverse" => 1,
        "bidirectional" => 2,
        _ => throw new OperatorException(this, "a direction of forward, reverse or bidirectional", $"'{Settings.Direction}'"),
    };

    private Func<Value, Value>[] Activations()
    {
        string[] own = DefaultActivations, names = Settings.Activations ?? [.. Enumerable.Repeat(own, Directions).SelectMany(n => n)];
        int count = own.Length * Directions;                   // RNN's default is two, even for one direction
        return names.Length >= count
            ? RecurrentActivation.Parse(this, names[..count], Settings.ActivationAlpha ?? [], Settings.ActivationBeta ?? [])
            : throw new OperatorException(this, $"{count} activations or more", $"{names.Length}");
    }

    private Value[] Walk(Value x, Value? lengths, RecurrentDirection direction, bool isReverse)
    {
        if (isReverse && lengths is not null)
            x = Op.ReverseSequence(x, lengths);
        Value projected = Project(x, direction);
        Value[] initial = [.. StateInputs.Select(input => direction[input] ?? Zeros(x))];
        Value? mask = lengths is null ? null : Op.Less(Op.Count(Op.Shape(x, 0, 1)).Unsqueeze(1), lengths.Unsqueeze(0)).Unsqueeze(2);
        direction.Prepare();
        OnnxType?[] types = [.. initial.Select(state => state.Type), Slice(projected), .. mask is null ? [] : new[] { Slice(mask) }];
        int states = initial.Length;
        Graph body = Graph.Body(types, inputs =>
        {
            ImmutableArray<Value> before = inputs[..states];
            Value[] after = Step(inputs[states], before, direction);
            return mask is null ? [.. after, after[0]]
                : [.. after.Zip(before, (a, b) => Op.Where(inputs[^1], a, b)), Op.Where(inputs[^1], after[0], Value.Scalar(0, after[0]))];
        });
        long[]? flags = isReverse && lengths is null ? [1] : null;
        ImmutableArray<Value> outputs = Op.Scan([.. initial, projected, .. mask is null ? [] : new[] { mask }], body, mask is null ? 1 : 2,
            scanInputDirections: flags, scanOutputDirections: flags);
        Value y = isReverse && lengths is not null ? Op.ReverseSequence(outputs[states], lengths) : outputs[states];

        // A sequence without elements has no last state: ONNX Runtime gives zeros rather than the first one.
        Value? some = lengths is null ? null : Op.Greater(lengths, Value.Scalar(0, lengths)).Unsqueeze(1);
        return [y, .. outputs[..states].Select(state => some is null ? state : Op.Where(some, state, Value.Scalar(0, state)))];
    }

    // X·Wᵀ and the bias for all steps at once.
    private Value Project(Value x, RecurrentDirection direction)
    {
        Value w = direction[1]!, flat = Op.Reshape(x, Op.Concat(0, Value.Constant(-1), Op.Shape(w, 1)).OrConstant());
        Value all = Op.Gemm(flat, w, direction[3] is { } bias ? InputBias(bias, direction) : null, transB: true);
        return Op.Reshape(all, Op.Concat(0, Op.Shape(x, 0, 2), Op.Shape(w, 0, 1)).OrConstant());
    }

    private Value Zeros(Value x) => Op.Zeros(
        Op.Concat(0, Op.Shape(x, 1, 2), Hidden.Size is { } size ? Value.Constant(size) : Op.Shape(Inputs[2]!, 2)), x.ElementType);

    // An input for each direction; sequence_lens are common to all, states may have the batch first.
    private Value?[] PerDirection(int input, int directions)
    {
        if (Inputs[input] is not { } value || input is 0 or 4)
            return new Value?[directions];
        int axis = Settings.Layout != 0 && StateInputs.Contains(input) ? 1 : 0;
        return directions == 1 ? [value.Squeeze(axis)]
            : [.. value.SplitAxis(axis, [.. Enumerable.Repeat(1L, directions)]).Select(part => part.Squeeze(axis))];
    }

    private Value Joined(Value[] perDirection, bool isSequence)
    {
        int axis = isSequence ? 1 : 0;
        Value joined = perDirection.Length == 1 ? perDirection[0].Unsqueeze(axis)
            : Op.Concat(axis, [.. perDirection.Select(part => part.Unsqueeze(axis))]);
        return Settings.Layout == 0 ? joined : Op.Transpose(joined, isSequence ? [2, 0, 1, 3] : [1, 0, 2]);
    }

    private static TensorType Slice(Value sequence) => new(sequence.ElementType, sequence.Shape[1..]);

    private void CheckShapes()
    {
        Value x = Inputs[0]!;
        if (x.Rank != 3)
            throw new OperatorException(this, "X of rank 3", $"{x.Shape}");
        Dim rows = Hidden * Gates;
        Dim[] state = Settings.Layout == 0 ? [Directions, Batch, Hidden] : [Batch, Directions, Hidden];
        Check("W", 1, [Directions, rows, x.Shape[2]]);
        Check("R", 2, [Directions, rows, Hidden]);
        Check("B", 3, [Directions, rows * 2]);
        Check("sequence_lens", 4, [Batch]);
        foreach (int input in StateInputs)
            Check(input == 5 ? "initial_h" : "initial_c", input, Shape.Create(state));
        Check("P", 7, [Directions, Hidden * 3]);
    }

    private void Check(string name, int input, Shape expected)
    {
        if (At(input) is { } value && !(value.Rank == expected.Rank && value.Shape.Zip(expected).All(p => p.First.MayEqual(p.Second))))
            throw new OperatorException(this, $"{name} of shape {expected}", $"{value.Shape}");
    }
}
