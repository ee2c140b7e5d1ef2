using OnnxEmit;

namespace Fluent;

/// <summary>Takes rows and columns off the borders of an image.</summary>
/// <remarks>Input (batch, height, width, channels), or (batch, channels, height, width) with channels first.</remarks>
/// <param name="cropping">How many at each border; none when omitted.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Cropping2D(
    [Default("0")] Padding2D? cropping = null, [Default("Defaults.DataFormat")] DataFormat? dataFormat = null,
    string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) =>
        Borders.Crop(x, call, DataFormat, (Cropping.Top, Cropping.Bottom), (Cropping.Left, Cropping.Right));
}
