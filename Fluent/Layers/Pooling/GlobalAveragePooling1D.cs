using OnnxEmit;

namespace Fluent;

/// <summary>The mean of each channel of a sequence, over its valid steps.</summary>
/// <remarks>
/// Input (batch, steps, channels), or (batch, channels, steps) with channels first; output (batch, channels), or with <c>keepdims</c> the
/// input's axes, the steps of length 1. Steps that the mask leaves out do not count; the mask ends here.
/// </remarks>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="keepdims">Whether the steps' axis stays, with length 1.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class GlobalAveragePooling1D(
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, bool keepdims = false, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (x.Rank != 3)
            throw call.Expects("an input of rank 3, the batch first");
        long[] steps = DataFormat.SpatialAxes(3);
        if (call.Inputs[0].Mask is not { } mask)
            return Op.ReduceMean(x, Value.Constant(steps), Keepdims);
        Value valid = mask.Cast(x.ElementType).Unsqueeze(DataFormat.ChannelAxis(3));
        return (x * valid).ReduceSum(steps, Keepdims) / valid.ReduceSum(steps, Keepdims);
    }
}
