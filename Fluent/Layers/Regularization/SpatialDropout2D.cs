using OnnxEmit;

namespace Fluent;

/// <summary>
/// Sets whole channels of images to 0 at random in training and enlarges the rest; nothing in inference (Tompson et al. 2014).
/// </summary>
/// <remarks>Input (batch, height, width, channels), or (batch, channels, height, width) with channels first; output of the input's
/// shape.</remarks>
/// <param name="rate">The share of channels that is set to 0, from 0 to 1.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="seed">The seed; the model's when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class SpatialDropout2D(float rate, [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, int? seed = null,
    string? name = null) : SpatialDropout(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (x.Rank != 4)
            throw call.Expects("an input of rank 4, the batch first");
        Shape shape = DataFormat == DataFormat.ChannelsFirst ? [x.Shape[0], x.Shape[1], 1, 1] : [x.Shape[0], 1, 1, x.Shape[3]];
        return RandomDrop.Lower(x, call, Rate, shape, Seed);
    }
}
