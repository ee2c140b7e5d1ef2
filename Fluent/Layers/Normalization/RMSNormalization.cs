using OnnxEmit;

namespace Fluent;

/// <summary>Divides each row by its root mean square over some axes, then scales by learned numbers (Zhang and Sennrich 2019).</summary>
/// <remarks>Output of the input's shape. Weights: scale of the lengths of the axes.</remarks>
/// <param name="axis">The axis or axes; the last when omitted.</param>
/// <param name="epsilon">Added to the mean square, so that nothing is divided by 0.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class RMSNormalization(Axes? axis = null, float epsilon = 1e-6f, string? name = null) : FloatLayer(name)
{
    /// <summary>The axes, as a list.</summary>
    public Axes Axis { get; } = AxisOrder.Listed(axis);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        AxisOrder order = new(x, Axis, call);
        Value scale = call.Weight("scale", order.Lengths, new Ones()), last = order.ToLast(x);
        long[] axes = [.. Enumerable.Range(order.First, x.Rank - order.First).Select(axis => (long)axis)];
        return order.FromLast(last / Op.Sqrt(Op.ReduceMean(last * last, Value.Constant(axes)) + Epsilon) * scale);
    }
}
