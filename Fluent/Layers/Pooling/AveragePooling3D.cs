using OnnxEmit;

namespace Fluent;

/// <summary>The mean in each window of a volume.</summary>
/// <remarks>Input (batch, depth, height, width, channels), or (batch, channels, depth, height, width) with channels first; output of as
/// many channels. With padding Same, what lies outside does not count.</remarks>
/// <param name="poolSize">The size of the window.</param>
/// <param name="strides">Step between two windows; <paramref name="poolSize"/> when omitted.</param>
/// <param name="padding">Whether the borders are padded, so that a step of 1 keeps the size.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class AveragePooling3D(
    Size3D poolSize, [Default("poolSize")] Size3D? strides = null, Padding padding = Padding.Valid,
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => WindowPooling.Average(
        x, call, PoolSize.ToArray(), Strides.ToArray(), Padding, DataFormat);
}
