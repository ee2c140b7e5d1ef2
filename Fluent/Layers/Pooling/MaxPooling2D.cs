using OnnxEmit;

namespace Fluent;

/// <summary>The largest number in each window of an image.</summary>
/// <remarks>Input (batch, height, width, channels), or (batch, channels, height, width) with channels first; output of as many
/// channels.</remarks>
/// <param name="poolSize">The size of the window; 2 when omitted.</param>
/// <param name="strides">Step between two windows; <paramref name="poolSize"/> when omitted.</param>
/// <param name="padding">Whether the borders are padded, so that a step of 1 keeps the size.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class MaxPooling2D(
    [Default("2")] Size2D? poolSize = null, [Default("poolSize ?? 2")] Size2D? strides = null, Padding padding = Padding.Valid,
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => WindowPooling.Max(
        x, call, PoolSize.ToArray(), Strides.ToArray(), Padding, DataFormat);
}
