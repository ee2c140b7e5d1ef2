using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>What one direction of a recurrent operator computes with.</summary>
/// <param name="inputs">The operator's inputs without the axis of the directions.</param>
/// <param name="activations">The functions, in the order that the operator names them.</param>
/// <param name="clip">The greatest magnitude of what they are applied to; any where null.</param>
internal sealed class RecurrentDirection(ImmutableArray<Value?> inputs, Func<Value, Value>[] activations, float? clip)
{
    private Value? transposed;

    /// <summary>An input; null where it is left out.</summary>
    public Value? this[int input] => input < inputs.Length ? inputs[input] : null;

    /// <summary>Rᵀ (hidden, rows).</summary>
    public Value R => transposed!;

    /// <summary>A bias that is added at each step.</summary>
    public Value? StepBias { get; set; }

    /// <summary>Makes what all steps use.</summary>
    public void Prepare() => transposed = this[2]!.SwapLastAxes();

    /// <summary>One of the functions on what is clipped first.</summary>
    public Value Activate(int function, Value x) => activations[function](
        clip is { } c ? Op.Clip(x, Value.Scalar(-c, x), Value.Scalar(c, x)) : x);

    /// <summary>One of the functions on what is not clipped: the cell's state.</summary>
    public Value ActivateState(int function, Value x) => activations[function](x);

    /// <summary>Parts of these multiples of the hidden size.</summary>
    public ImmutableArray<Value> Split(Value rows, params ReadOnlySpan<long> parts)
    {
        Dim hidden = this[2]!.Shape[1];
        if (hidden.Size is { } size)
        {
            long[] sizes = [.. parts];
            for (int i = 0; i < sizes.Length; i++)
                sizes[i] *= size;
            return rows.SplitAxis(-1, sizes);
        }

        Value unit = Op.Shape(this[2]!, 1);
        return Op.Split(rows, parts.Length, unit * Value.Constant(parts), -1);
    }
}
