using OnnxEmit;

namespace Fluent;

/// <summary>Takes off the ends of a volume.</summary>
/// <remarks>Input (batch, depth, height, width, channels), or (batch, channels, depth, height, width) with channels first.</remarks>
/// <param name="cropping">How many at each end; 1 when omitted.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Cropping3D([Default("1")] Padding3D? cropping = null,
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) =>
        Borders.Crop(x, call, DataFormat, [Cropping.Depth, Cropping.Rows, Cropping.Columns]);
}
