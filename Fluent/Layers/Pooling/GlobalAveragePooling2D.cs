using OnnxEmit;

namespace Fluent;

/// <summary>The mean of each channel of an image.</summary>
/// <remarks>
/// Input (batch, height, width, channels), or (batch, channels, height, width) with channels first; output (batch, channels), or with
/// <c>keepdims</c> the input's axes, those pooled over of length 1.
/// </remarks>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="keepdims">Whether the axes pooled over stay, with length 1.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class GlobalAveragePooling2D(
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, bool keepdims = false, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (x.Rank != 4)
            throw call.Expects("an input of rank 4, the batch first");
        return Op.ReduceMean(x, Value.Constant(DataFormat.SpatialAxes(4)), Keepdims);
    }
}
