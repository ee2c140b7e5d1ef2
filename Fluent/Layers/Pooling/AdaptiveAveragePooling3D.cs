using OnnxEmit;

namespace Fluent;

/// <summary>The mean in each of a given number of windows that cover a volume as evenly as they can.</summary>
/// <remarks>Input (batch, depth, height, width, channels), or (batch, channels, depth, height, width) with channels first, of known
/// lengths.</remarks>
/// <param name="outputSize">The size of the output.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class AdaptiveAveragePooling3D(
    Size3D outputSize, [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => AdaptivePooling.Lower(
        x, call, DataFormat, OutputSize.ToArray(), (part, axis) => Op.ReduceMean(part, Value.Constant(axis)));
}
