using OnnxEmit;

namespace Fluent;

/// <summary>
/// Sets whole channels of sequences to 0 at random in training and enlarges the rest; nothing in inference (Tompson et al. 2014).
/// </summary>
/// <remarks>Input (batch, steps, channels); output of the input's shape.</remarks>
/// <param name="rate">The share of channels that is set to 0, from 0 to 1.</param>
/// <param name="seed">The seed; the model's when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class SpatialDropout1D(float rate, int? seed = null, string? name = null) : SpatialDropout(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (x.Rank != 3)
            throw call.Expects("an input of rank 3, the batch first");
        Shape shape = [x.Shape[0], 1, x.Shape[2]];
        return RandomDrop.Lower(x, call, Rate, shape, Seed);
    }
}
