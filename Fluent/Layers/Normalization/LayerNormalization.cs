using OnnxEmit;

namespace Fluent;

/// <summary>Shifts and scales each row to mean 0 and variance 1 over some axes, then by learned numbers (Ba et al. 2016).</summary>
/// <remarks>Output of the input's shape. Weights: gamma and beta where wanted, of the lengths of the axes.</remarks>
/// <param name="axis">The axis or axes; the last when omitted.</param>
/// <param name="epsilon">Added to the variance, so that nothing is divided by 0.</param>
/// <param name="center">Whether a learned beta is added.</param>
/// <param name="scale">Whether a learned gamma multiplies.</param>
/// <param name="betaInitializer">Draws the first beta; zeros when omitted.</param>
/// <param name="gammaInitializer">Draws the first gamma; ones when omitted.</param>
/// <param name="betaRegularizer">A penalty on beta.</param>
/// <param name="gammaRegularizer">A penalty on gamma.</param>
/// <param name="betaConstraint">What beta is held to after each update.</param>
/// <param name="gammaConstraint">What gamma is held to after each update.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class LayerNormalization(
    Axes? axis = null, float epsilon = 1e-3f, bool center = true, bool scale = true,
    [Default("Zeros.Shared")] Initializer? betaInitializer = null, [Default("Ones.Shared")] Initializer? gammaInitializer = null,
    Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null,
    Constraint? betaConstraint = null, Constraint? gammaConstraint = null, string? name = null) : FloatLayer(name)
{
    /// <summary>The axes, as a list.</summary>
    public Axes Axis { get; } = AxisOrder.Listed(axis);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        AxisOrder order = new(x, Axis, call);
        Value? gamma = Scale ? call.Weight("gamma", order.Lengths, GammaInitializer, regularizer: GammaRegularizer,
            constraint: GammaConstraint) : null;
        Value? beta = Center ? call.Weight("beta", order.Lengths, BetaInitializer, regularizer: BetaRegularizer, constraint: BetaConstraint)
            : null;
        Value last = order.ToLast(x);
        gamma ??= Op.ConstantOfShape(Op.Shape(last, order.First), TensorData.Scalar(x.ElementType, 1).Reshape([1]));
        return order.FromLast(Op.LayerNormalization(last, gamma, beta, order.First, Epsilon));
    }
}
