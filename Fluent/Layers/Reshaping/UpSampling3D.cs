using OnnxEmit;

namespace Fluent;

/// <summary>Enlarges a volume by whole factors, repeating its cells.</summary>
/// <remarks>Input (batch, depth, height, width, channels), or (batch, channels, depth, height, width) with channels first.</remarks>
/// <param name="size">The factors of depth, height and width; 2 when omitted.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class UpSampling3D(
    [Default("2")] Size3D? size = null, [Default("Defaults.DataFormat")] DataFormat? dataFormat = null,
    string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Enlarging.Repeat(x, call, DataFormat, Size.Depth, Size.Height, Size.Width);
}
