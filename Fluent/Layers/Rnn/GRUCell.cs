using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>A step of gated recurrent units (Cho et al. 2014).</summary>
/// <remarks>
/// Gates z, r and candidate h in this order: the next state, which is the output, is z · h + (1 − z) · candidate. Input (batch, features)
/// and state (batch, units). Weights: kernel (features, 3·units), recurrent_kernel (units, 3·units), bias (2, 3·units), or (3·units)
/// where the reset comes before the product.
/// </remarks>
/// <param name="units">The length of output and state, 1 or more.</param>
/// <param name="activation">Applied to the candidate; tanh when omitted.</param>
/// <param name="recurrentActivation">Applied to the gates; sigmoid when omitted.</param>
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
/// <param name="recurrentDropout">The share of the state that is set to 0 in training, the same in all steps.</param>
/// <param name="resetAfter">Whether the reset gate acts after the product of the state with its kernel.</param>
/// <param name="seed">The seed of the dropout; the model's when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class GRUCell(
    int units, [Default("Activations.Tanh")] ActivationFunction? activation = null,
    [Default("Activations.Sigmoid")] ActivationFunction? recurrentActivation = null, bool useBias = true,
    Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null, Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null, Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null,
    Constraint? kernelConstraint = null, Constraint? recurrentConstraint = null, Constraint? biasConstraint = null,
    float dropout = 0, float recurrentDropout = 0, bool resetAfter = true, int? seed = null, string? name = null)
    : StandardCell(
        3, units, useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer, recurrentRegularizer,
        biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed, name)
{
    private protected override Shape BiasShape => ResetAfter ? [2, 3 * Units] : [3 * Units];

    /// <inheritdoc/>
    protected internal override (Value Output, ImmutableArray<Value> States) Step(Value x, ImmutableArray<Value> states, LayerCall call)
    {
        Value h = Dropped(states[0], call), kernel = Recurrent(call);
        ImmutableArray<Value> input = x.SplitAxis(-1, 2 * Units, Units);
        Value gates, candidate;
        if (ResetAfter)
        {
            Value product = Op.MatMul(h, kernel);
            ImmutableArray<Value> parts = (RowOfBias(call, 1) is { } bias ? product + bias : product).SplitAxis(-1, 2 * Units, Units);
            (gates, candidate) = (input[0] + parts[0], parts[1]);
        }
        else
        {
            ImmutableArray<Value> parts = kernel.SplitAxis(-1, 2 * Units, Units);
            (gates, candidate) = (input[0] + Op.MatMul(h, parts[0]), parts[1]);
        }

        ImmutableArray<Value> zr = [.. gates.SplitAxis(-1, Units, Units).Select(RecurrentActivation.Lower)];
        candidate = Activation.Lower(input[1] + (ResetAfter ? zr[1] * candidate : Op.MatMul(zr[1] * h, candidate)));
        Value next = candidate + (zr[0] * (h - candidate));
        return (next, [next]);
    }

    internal override ImmutableArray<Value>? Whole(Value x, ImmutableArray<Value> initial, bool reverse, LayerCall call)
    {
        if (OnnxActivation.Of(RecurrentActivation, Activation) is not { } activations)
            return null;
        Value w = Rows(Kernel(call, x)), r = Rows(Recurrent(call));
        Value? b = Bias(call) is not { } bias ? null
            : ResetAfter ? bias.Reshape(1, -1) : Op.Concat(0, bias, bias.ZerosLike()).Unsqueeze(0);
        return WithoutDirections(Op.GRU(
            x, w, r, b, initialH: initial.IsEmpty ? null : initial[0].Unsqueeze(0), activations: [.. activations.Select(a => a.Name)],
            activationAlpha: OnnxActivation.Alphas(activations), activationBeta: OnnxActivation.Betas(activations),
            direction: reverse ? "reverse" : "forward", hiddenSize: Units, linearBeforeReset: ResetAfter));
    }

    private protected override Value? InputBias(LayerCall call) => ResetAfter ? RowOfBias(call, 0) : Bias(call);

    private Value? RowOfBias(LayerCall call, long row) => Bias(call)?.SliceAxis(0, row, row + 1).Squeeze(0);
}
