using OnnxEmit;

namespace Fluent;

/// <summary>A merging layer that combines what stands in the same place, after broadcasting: Add, Multiply, Average …</summary>
/// <remarks>Inputs of fewer axes get axes of length 1 behind the batch, as in Keras.</remarks>
/// <param name="name">Its name; made from its class when null.</param>
public abstract class ElementwiseMerge(string? name) : MergingLayer(name)
{
    /// <summary>Combines inputs of one rank.</summary>
    protected abstract Value Combine(Value[] inputs);

    /// <summary>
    /// Combines inputs of one rank some of which have masks, where masked places are not to count; as without masks unless overridden.
    /// </summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="masks">The mask of each, which broadcasts to it; null where all is valid.</param>
    protected virtual Value Combine(Value[] inputs, Value?[] masks) => Combine(inputs);

    /// <summary>
    /// Combines from left to right, each side taking the other's numbers where it is masked: for what has no neutral number.
    /// </summary>
    private protected static Value CombineUnmasked(Value[] inputs, Value?[] masks, Func<Value, Value, Value> combine)
    {
        (Value result, Value? valid) = (inputs[0], masks[0]);
        for (int i = 1; i < inputs.Length; i++)
        {
            Value x = masks[i] is { } mask ? Op.Where(mask, inputs[i], result) : inputs[i];
            result = combine(valid is null ? result : Op.Where(valid, result, x), x);
            valid = valid is null || masks[i] is null ? null : Op.Or(valid, masks[i]!);
        }

        return result;
    }

    /// <inheritdoc/>
    protected override Value Merge(Value[] inputs, LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        int rank = inputs.Max(x => x.Rank);
        Value[] even = [.. inputs.Select(x => x.Rank == rank ? x
            : x.Unsqueeze([.. Enumerable.Range(1, rank - x.Rank).Select(i => (long)i)]))];
        if (call.Inputs.All(i => i.Mask is null))
            return Combine(even);
        return Combine(even, [.. call.Inputs.Select(i => i.Mask is null ? null : Behind(i.Mask, rank))]);
    }

    private static Value Behind(Value mask, int rank) =>
        mask.Rank >= rank ? mask : mask.Unsqueeze([.. Enumerable.Range(mask.Rank, rank - mask.Rank).Select(i => (long)i)]);
}
