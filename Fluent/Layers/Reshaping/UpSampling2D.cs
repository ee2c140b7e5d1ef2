using OnnxEmit;

namespace Fluent;

/// <summary>Enlarges an image by whole factors.</summary>
/// <remarks>Input (batch, height, width, channels), or (batch, channels, height, width) with channels first; output with height and width
/// multiplied.</remarks>
/// <param name="size">The factors of height and width; 2 when omitted.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="interpolation">What stands between the pixels.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class UpSampling2D(
    [Default("2")] Size2D? size = null, [Default("Defaults.DataFormat")] DataFormat? dataFormat = null,
    Interpolation interpolation = Interpolation.Nearest, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool NeedsFloat => Interpolation != Interpolation.Nearest;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (x.Rank != 4)
            throw call.Expects("an image of rank 4, the batch first");
        if (Size.Height < 1 || Size.Width < 1)
            throw call.Expects("factors of 1 or more", $"{Size}");
        if (LanczosUpSampling.Radius(Interpolation) is { } radius)
            return LanczosUpSampling.Lower(x.ToChannelsFirst(DataFormat), Size, radius, call).FromChannelsFirst(DataFormat);
        Value scales = Value.Constant(TensorData.Create<float>([4], [1, 1, Size.Height, Size.Width]));
        return Resize(x.ToChannelsFirst(DataFormat), scales).FromChannelsFirst(DataFormat);
    }

    private Value Resize(Value x, Value scales) => Interpolation switch
    {
        Interpolation.Nearest => Op.Resize(x, scales: scales, coordinateTransformationMode: "asymmetric", mode: "nearest",
            nearestMode: "floor"),
        Interpolation.Bilinear => Op.Resize(x, scales: scales, mode: "linear"),
        _ => Op.Resize(x, scales: scales, mode: "cubic", cubicCoeffA: -0.5f, excludeOutside: true),
    };
}
