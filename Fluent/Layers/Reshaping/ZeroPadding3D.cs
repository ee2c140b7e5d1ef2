using OnnxEmit;

namespace Fluent;

/// <summary>Adds zeros around a volume.</summary>
/// <remarks>Input (batch, depth, height, width, channels), or (batch, channels, depth, height, width) with channels first.</remarks>
/// <param name="padding">How many at each end; 1 when omitted.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class ZeroPadding3D([Default("1")] Padding3D? padding = null,
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, string? name = null)
    : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) =>
        Borders.Pad(x, call, DataFormat, [Padding.Depth, Padding.Rows, Padding.Columns]);
}
