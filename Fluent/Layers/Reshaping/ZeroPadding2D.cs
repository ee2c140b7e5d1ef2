using OnnxEmit;

namespace Fluent;

/// <summary>Adds rows and columns of zeros around an image.</summary>
/// <remarks>Input (batch, height, width, channels), or (batch, channels, height, width) with channels first.</remarks>
/// <param name="padding">How many at each border; 1 when omitted.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class ZeroPadding2D(
    [Default("1")] Padding2D? padding = null, [Default("Defaults.DataFormat")] DataFormat? dataFormat = null,
    string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) =>
        Borders.Pad(x, call, DataFormat, (Padding.Top, Padding.Bottom), (Padding.Left, Padding.Right));
}
