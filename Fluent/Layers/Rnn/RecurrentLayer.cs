using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>A layer that walks a <see cref="RecurrentCell"/> along a sequence.</summary>
/// <remarks>
/// Input (batch, steps, …); output (batch, …), or (batch, steps, …) where sequences are returned, and the last states where wanted. Steps
/// that a mask excludes leave the states as they are and repeat the output before them, or give zeros.
/// </remarks>
public abstract class RecurrentLayer : Layer
{
    private protected RecurrentLayer(
        RecurrentCell cell, string? name, bool returnSequences, bool returnState, bool goBackwards, bool stateful, bool unroll,
        bool zeroOutputForMask)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(cell);
        (Cell, ReturnSequences, ReturnState, GoBackwards) = (cell, returnSequences, returnState, goBackwards);
        (Stateful, Unroll, ZeroOutputForMask) = (stateful, unroll, zeroOutputForMask);
    }

    /// <summary>What is computed at each step.</summary>
    public RecurrentCell Cell { get; }

    /// <summary>Whether the outputs of all steps are given rather than that of the last.</summary>
    public bool ReturnSequences { get; }

    /// <summary>Whether the last states are given behind the output.</summary>
    public bool ReturnState { get; }

    /// <summary>Whether the sequence is walked from its end; the outputs then stand in the order of the walk.</summary>
    public bool GoBackwards { get; }

    /// <summary>Whether states last from batch to batch: not supported, kept for files.</summary>
    public bool Stateful { get; }

    /// <summary>Whether the steps are written one by one: makes no difference here, kept for files.</summary>
    public bool Unroll { get; }

    /// <summary>Whether steps that a mask excludes give zeros rather than the output before them.</summary>
    public bool ZeroOutputForMask { get; internal set; }

    internal override string InputName => "sequences";

    /// <summary>Calls it with first states.</summary>
    /// <param name="input">The sequences.</param>
    /// <param name="initialState">The first states, each (batch, …).</param>
    /// <exception cref="FluentException">The input's or a state's shape does not fit.</exception>
    public IReadOnlyList<Tensor> CallMany(Tensor input, IEnumerable<Tensor> initialState)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Invoke(CallArguments.Of(input) with
        {
            Named = ImmutableDictionary<string, CallArgument>.Empty.Add(
                "initial_state", CallArgument.Of(initialState.Select(CallArgument.Of))),
        });
    }

    /// <inheritdoc/>
    protected internal override bool NeedsFloat => true;

    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        (Value x, Value? mask) = call.Inputs[0];
        if (x.Rank < 3)
            throw call.Expects("an input of rank 3 or more: batch, steps and features");
        if (Stateful)
            throw call.Expects("states that begin anew with each batch: pass them from call to call as initial states", "stateful");
        LayerCall inner = call.Within("cell", Cell);
        long[] swapped = [1, 0, .. Enumerable.Range(2, x.Rank - 2).Select(axis => (long)axis)];
        Value sequence = Op.Transpose(x, swapped);
        ImmutableArray<Value> initial = [.. call.Inputs.Skip(1).Select(input => input.Value), .. call.TensorList("initial_state")];
        int states = Cell.StateShapes(sequence.Shape[1..]).Count;
        if (!initial.IsEmpty && initial.Length != states)
            throw call.Expects($"{states} initial states", $"{initial.Length}");

        Walked walked = mask is null && !call.Training && Cell.Whole(sequence, initial, GoBackwards, inner) is { } whole
            ? new(GoBackwards ? whole[0].SliceAxis(0, -1, long.MinValue, -1) : whole[0], whole[1], whole[1..])
            : Walk(sequence, mask, initial.IsEmpty ? Cell.ZeroStates(sequence, 1) : initial, inner);
        Value first = ReturnSequences ? Op.Transpose(walked.Sequence!, TransposeOf(walked.Sequence!)) : walked.Last;
        return LayerResult.WithMasks([new(first, ReturnSequences ? mask : null),
            .. ReturnState ? walked.States.Select(state => new MaskedValue(state)) : []]);
    }

    private static long[] TransposeOf(Value sequence) => [1, 0, .. Enumerable.Range(2, sequence.Rank - 2).Select(axis => (long)axis)];

    // A Scan over the cell. Its states: those of the cell and, where the last output is none of them or masked, that output.
    private Walked Walk(Value sequence, Value? mask, ImmutableArray<Value> initial, LayerCall call)
    {
        Value projected = Cell.Project(sequence, call);
        (Value probe, _) = Cell.Step(Slice(projected), [.. initial.Select(state => Value.Input(state.Type))], call);
        Value before = Op.Zeros(
            Op.Concat(0, Op.Shape(sequence, 1, 2), Value.Constant(probe.Shape[1..].ToSizes())), probe.ElementType);
        Value? valid = mask is null ? null : Op.Transpose(mask, [1, 0]);
        Value[] steps = valid is null ? [projected] : [projected, valid];
        Value[] carried = [.. initial, before];
        Graph body = Graph.Body([.. carried.Select(state => state.Type), .. steps.Select(step => Slice(step).Type)], inputs =>
        {
            (Value output, ImmutableArray<Value> next) = Cell.Step(inputs[carried.Length], inputs[..initial.Length], call);
            Value? isValid = valid is null ? null : inputs[^1];
            Value excluded = ZeroOutputForMask ? Value.Scalar(0, output) : inputs[initial.Length];
            Value given = isValid is null ? output : Choose(isValid, output, excluded);
            return [.. next.Select((state, i) => isValid is null ? state : Choose(isValid, state, inputs[i])), given,
                .. ReturnSequences ? new[] { given } : []];
        });
        ImmutableArray<Value> results = Op.Scan(
            [.. carried, .. steps], body, steps.Length, scanInputDirections: GoBackwards ? [.. steps.Select(_ => 1L)] : null);
        return new(ReturnSequences ? results[carried.Length] : null, results[initial.Length], results[..initial.Length]);
    }

    private static Value Slice(Value sequence) => Value.Input(sequence.ElementType, sequence.Shape[1..]);

    private static Value Choose(Value isValid, Value value, Value otherwise) =>
        Op.Where(isValid.Unsqueeze([.. Enumerable.Range(1, value.Rank - 1).Select(axis => (long)axis)]), value, otherwise);

    // The outputs of all steps, in the order of the walk, the last one, and the last states.
    private sealed record Walked(Value? Sequence, Value Last, ImmutableArray<Value> States);
}
