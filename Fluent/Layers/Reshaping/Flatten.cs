using OnnxEmit;

namespace Fluent;

/// <summary>Lays all axes but the batch end to end.</summary>
/// <remarks>Input (batch, …); output (batch, product), (batch, 1) where the batch is all there is. With channels first the channels are
/// moved last before.</remarks>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Flatten([Default("Defaults.DataFormat")] DataFormat? dataFormat = null, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (x.Rank == 0)
            throw call.Expects("an input with a batch");
        if (DataFormat == DataFormat.ChannelsFirst && x.Rank > 2)
            x = Op.Transpose(x, [0, .. DataFormat.SpatialAxes(x.Rank), 1]);
        return x.Rank == 1 ? x.Unsqueeze(1) : x.Reshape(0, x.Shape[1..].Elements.Size ?? -1);
    }
}
