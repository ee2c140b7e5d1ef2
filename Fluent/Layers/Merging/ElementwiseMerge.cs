using OnnxEmit;

namespace Fluent;

/// <summary>A merging layer that combines what stands in the same place, after broadcasting: Add, Multiply, Average …</summary>
/// <remarks>Inputs of fewer axes get axes of length 1 behind the batch, as in Keras.</remarks>
/// <param name="name">Its name; made from its class when null.</param>
public abstract class ElementwiseMerge(string? name) : MergingLayer(name)
{
    /// <summary>Combines inputs of one rank.</summary>
    protected abstract Value Combine(Value[] inputs);

    /// <inheritdoc/>
    protected override Value Merge(Value[] inputs, LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        int rank = inputs.Max(x => x.Rank);
        Value[] even = [.. inputs.Select(x => x.Rank == rank ? x : x.Unsqueeze([.. Enumerable.Range(1, rank - x.Rank).Select(i => (long)i)]))];
        return Combine(even);
    }
}
