using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// What a recurrent layer computes at each step: an output and the next states from a slice of the sequence and the states. A cell of
/// your own is a class with <see cref="Step"/>; <see cref="RNN"/> walks it along a sequence.
/// </summary>
/// <remarks>Called by itself, on a slice (batch, …) and its states, it computes one step; states that are not given are zeros.</remarks>
public abstract class RecurrentCell : Layer
{
    /// <summary>A cell.</summary>
    /// <param name="name">Its name; made from its class when null.</param>
    protected RecurrentCell(string? name)
        : base(name)
    {
    }

    /// <summary>The shape of each state without the batch; the input's shape may count.</summary>
    /// <param name="input">The shape of one step, the batch first.</param>
    protected internal abstract IReadOnlyList<Shape> StateShapes(Shape input);

    /// <summary>
    /// What can be computed of all steps at once, before the walk: a product with the input's weights. The sequence itself by default.
    /// </summary>
    /// <param name="x">The sequence (time, batch, …), or one step (batch, …).</param>
    /// <param name="call">Weights and circumstances of the call.</param>
    protected internal virtual Value Project(Value x, LayerCall call) => x;

    /// <summary>One step.</summary>
    /// <param name="x">A slice of what <see cref="Project"/> gives.</param>
    /// <param name="states">The states.</param>
    /// <param name="call">Weights and circumstances of the call.</param>
    /// <returns>The output and the next states, of the same shapes as before.</returns>
    protected internal abstract (Value Output, ImmutableArray<Value> States) Step(Value x, ImmutableArray<Value> states, LayerCall call);

    /// <summary>The whole walk as one operator of ONNX; null where there is none for this cell as it is.</summary>
    /// <param name="x">The sequence (time, batch, features).</param>
    /// <param name="initial">The first states; empty for zeros.</param>
    /// <param name="reverse">Whether it is walked from its end.</param>
    /// <param name="call">Weights and circumstances of the call.</param>
    /// <returns>The outputs (time, batch, units), in the order of time, and the last states.</returns>
    internal virtual ImmutableArray<Value>? Whole(Value x, ImmutableArray<Value> initial, bool reverse, LayerCall call) => null;

    /// <summary>Zeros for the states.</summary>
    /// <param name="x">One step or a sequence.</param>
    /// <param name="batchAxis">The axis of the batch in it.</param>
    internal ImmutableArray<Value> ZeroStates(Value x, int batchAxis) => [.. StateShapes(x.Shape[batchAxis..]).Select(shape =>
        Op.Zeros(Op.Concat(0, Op.Shape(x, batchAxis, batchAxis + 1), Value.Constant(shape.ToSizes())), x.ElementType))];

    /// <inheritdoc/>
    protected internal override bool NeedsFloat => true;

    /// <inheritdoc/>
    protected internal sealed override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Value x = call.Inputs[0].Value;
        ImmutableArray<Value> states = [.. call.Inputs.Skip(1).Select(input => input.Value)];
        if (states.IsEmpty)
            states = ZeroStates(x, 0);
        if (states.Length != StateShapes(x.Shape).Count)
            throw call.Expects($"{StateShapes(x.Shape).Count} states", $"{states.Length}");
        (Value output, ImmutableArray<Value> next) = Step(Project(x, call), states, call);
        return LayerResult.FromValues([output, .. next]);
    }
}
