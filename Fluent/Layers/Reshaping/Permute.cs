using OnnxEmit;

namespace Fluent;

/// <summary>Puts the axes behind the batch in another order.</summary>
/// <remarks>Input of as many axes as there are numbers, and the batch.</remarks>
/// <param name="dims">Which axis of the input stands at each place, from 1; the batch is not named.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Permute(int[] dims, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (!Dims.Order().SequenceEqual(Enumerable.Range(1, Dims.Length)))
            throw call.Expects($"every axis from 1 to {Dims.Length} once", $"({string.Join(", ", Dims)})");
        return x.Rank == Dims.Length + 1 ? Op.Transpose(x, [0, .. Dims.Select(axis => (long)axis)])
            : throw call.Expects($"an input of rank {Dims.Length + 1}, the batch first");
    }
}
