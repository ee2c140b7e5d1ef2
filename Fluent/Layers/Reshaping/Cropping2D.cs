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
    protected override Value Lower(Value x, LayerCall call)
    {
        if (x.Rank != 4)
            throw call.Expects("an image of rank 4, the batch first");
        if (Cropping is { Top: < 0 } or { Bottom: < 0 } or { Left: < 0 } or { Right: < 0 })
            throw call.Expects("croppings of 0 or more", $"{Cropping}");
        int rows = DataFormat == DataFormat.ChannelsFirst ? 2 : 1;
        if (x.Shape[rows].Size <= Cropping.Top + Cropping.Bottom || x.Shape[rows + 1].Size <= Cropping.Left + Cropping.Right)
            throw call.Expects($"an image larger than its cropping {Cropping}");
        return x.ToChannelsFirst(DataFormat)
            .PadZeros(0, 0, -Cropping.Top, -Cropping.Left, 0, 0, -Cropping.Bottom, -Cropping.Right)
            .FromChannelsFirst(DataFormat);
    }
}
