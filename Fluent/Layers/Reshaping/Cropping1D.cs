using OnnxEmit;

namespace Fluent;

/// <summary>Takes off the ends of a sequence.</summary>
/// <remarks>Input (batch, steps, channels).</remarks>
/// <param name="cropping">How many at each end; 1 when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Cropping1D([Default("1")] Padding1D? cropping = null, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Borders.Crop(x, call, DataFormat.ChannelsLast, [Cropping]);
}
