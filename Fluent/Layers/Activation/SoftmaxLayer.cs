using OnnxEmit;

namespace Fluent;

/// <summary>Makes probabilities of numbers: <c>exp(x) / Σ exp(x)</c> along one axis or over several together.</summary>
/// <remarks>
/// Output of the input's shape. With a mask the places that are not valid take no part and come out as 0; it is the tensor's own mask or
/// the one that <see cref="Call(Tensor, Tensor)"/> is given.
/// </remarks>
/// <param name="axis">The axis or axes; the last when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
[KerasName("Softmax")]
public sealed partial class SoftmaxLayer([Default("-1")] Axes? axis = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <summary>Adds this layer to the graph behind a tensor, with a mask.</summary>
    /// <param name="input">What to call it on.</param>
    /// <param name="mask">True, or more than one half, where a place is valid; of a shape that broadcasts to the input's.</param>
    public Tensor Call(Tensor input, Tensor mask) => CallWith(input, ("mask", mask));

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        long[] axes = Axis.Resolve(x.Rank) ?? throw call.Expects($"an axis from {-x.Rank} to {x.Rank - 1}", $"{Axis}");
        Value? mask = call.Inputs[0].Mask is { } given ? AsBool(given) : null;
        if (mask is not null)
            x = Op.Where(mask, x, Value.Scalar(x.ElementType == ElementType.Float16 ? -3e4 : -1e9, x));
        Value y = axes.Length == 1 ? Op.Softmax(x, axes[0]) : Op.Exp(x - Op.ReduceLogSumExp(x, Value.Constant(axes)));
        return mask is null ? y : Op.Where(mask, y, Value.Scalar(0, y));
    }

    private static Value AsBool(Value mask) => mask.ElementType == ElementType.Bool ? mask
        : mask.ElementType.IsFloat ? Op.Greater(mask, Value.Scalar(0.5, mask))
        : mask.Cast(ElementType.Bool);
}
