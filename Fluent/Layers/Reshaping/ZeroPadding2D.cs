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
    protected override Value Lower(Value x, LayerCall call)
    {
        if (x.Rank != 4)
            throw call.Expects("an image of rank 4, the batch first");
        if (Padding is { Top: < 0 } or { Bottom: < 0 } or { Left: < 0 } or { Right: < 0 })
            throw call.Expects("paddings of 0 or more", $"{Padding}");
        return x.ToChannelsFirst(DataFormat)
            .PadZeros(0, 0, Padding.Top, Padding.Left, 0, 0, Padding.Bottom, Padding.Right)
            .FromChannelsFirst(DataFormat);
    }
}
