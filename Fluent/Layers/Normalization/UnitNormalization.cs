using OnnxEmit;

namespace Fluent;

/// <summary>Divides each row by its Euclidean length over some axes.</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="axis">The axis or axes; the last when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class UnitNormalization([Default("-1")] Axes? axis = null, string? name = null) : FloatLayer(name)
{
    // Keras's, which keeps rows of zeros as they are.
    private const double SmallestSquare = 1e-24;

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        long[] axes = Axis.Resolve(x.Rank) ?? throw call.Expects($"axes from {-x.Rank} to {x.Rank - 1}", $"{Axis}");
        Value square = Op.ReduceSum(x * x, Value.Constant(axes));
        return x / Op.Sqrt(Op.Max(square, Value.Scalar(SmallestSquare, x)));
    }
}
