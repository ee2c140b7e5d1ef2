using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>A step of a simple recurrent network: <c>activation(x · kernel + h · recurrent kernel + bias)</c> is output, state.</summary>
/// <remarks>
/// Input (batch, features) and state (batch, units). Weights: kernel (features, units), recurrent_kernel (units, units), bias (units).
/// </remarks>
/// <param name="units">The length of output and state, 1 or more.</param>
/// <param name="activation">Applied to the sum; tanh when omitted.</param>
/// <param name="useBias">Whether a learned bias is added.</param>
/// <param name="kernelInitializer">Draws the first kernel; Glorot uniform when omitted.</param>
/// <param name="recurrentInitializer">Draws the first recurrent kernel; orthogonal when omitted.</param>
/// <param name="biasInitializer">Draws the first bias; zeros when omitted.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="recurrentRegularizer">A penalty on the recurrent kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="kernelConstraint">What the kernel is held to after each update.</param>
/// <param name="recurrentConstraint">What the recurrent kernel is held to after each update.</param>
/// <param name="biasConstraint">What the bias is held to after each update.</param>
/// <param name="dropout">The share of the input that is set to 0 in training, the same in all steps.</param>
/// <param name="recurrentDropout">The share of the state that is set to 0 in training before its product, the same in all steps.</param>
/// <param name="seed">The seed of the dropout; the model's when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class SimpleRNNCell(
    int units, [Default("Activations.Tanh")] ActivationFunction? activation = null, bool useBias = true,
    Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null, Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null, Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null,
    Constraint? kernelConstraint = null, Constraint? recurrentConstraint = null, Constraint? biasConstraint = null,
    float dropout = 0, float recurrentDropout = 0, int? seed = null, string? name = null)
    : StandardCell(
        1, units, useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer, recurrentRegularizer,
        biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed, name)
{
    /// <inheritdoc/>
    protected internal override (Value Output, ImmutableArray<Value> States) Step(Value x, ImmutableArray<Value> states, LayerCall call)
    {
        Value h = Activation.Lower(x + Op.MatMul(Dropped(states[0], call), Recurrent(call)));
        return (h, [h]);
    }

    internal override ImmutableArray<Value>? Whole(Value x, ImmutableArray<Value> initial, bool reverse, LayerCall call)
    {
        if (OnnxActivation.Of(Activation) is not { } activations)
            return null;
        Value w = Rows(Kernel(call, x)), r = Rows(Recurrent(call));
        Value? b = Bias(call) is { } bias ? Op.Concat(0, bias, bias.ZerosLike()).Unsqueeze(0) : null;
        return WithoutDirections(Op.RNN(
            x, w, r, b, initialH: initial.IsEmpty ? null : initial[0].Unsqueeze(0), activations: [activations[0].Name],
            activationAlpha: OnnxActivation.Alphas(activations), activationBeta: OnnxActivation.Betas(activations),
            direction: reverse ? "reverse" : "forward", hiddenSize: Units));
    }
}
