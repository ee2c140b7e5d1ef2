using OnnxEmit;

namespace Fluent;

/// <summary>Adds zeros around a sequence.</summary>
/// <remarks>Input (batch, steps, channels), or (batch, channels, steps) with channels first.</remarks>
/// <param name="padding">How many at each end; 1 when omitted.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class ZeroPadding1D([Default("1")] Padding1D? padding = null,
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, string? name = null)
    : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Borders.Pad(x, call, DataFormat, [Padding]);
}
