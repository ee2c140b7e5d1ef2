using OnnxEmit;

namespace Fluent.Operations;

/// <summary>The mean over axes.</summary>
/// <remarks>Output without the axes, or with them of length 1.</remarks>
/// <param name="axis">The axis or axes; all when omitted.</param>
/// <param name="keepdims">Whether these axes stay, with length 1.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Mean(Axes? axis = null, bool keepdims = false, string? name = null) : UnaryOperation(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) =>
        Op.ReduceMean(x.ElementType.IsFloat ? x : x.Cast(ElementType.Float), Reducing.Axes(x, Axis, call), Keepdims);
}
