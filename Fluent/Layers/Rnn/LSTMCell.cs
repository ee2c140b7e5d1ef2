using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>A step of long short-term memory (Hochreiter and Schmidhuber 1997).</summary>
/// <remarks>
/// Gates i, f, candidate c and o in this order: the next cell state is f · c + i · candidate, the next state, which is the output, o ·
/// activation(c). Input (batch, features) and two states (batch, units). Weights: kernel (features, 4·units), recurrent_kernel (units,
/// 4·units), bias (4·units).
/// </remarks>
/// <param name="units">The length of output and states, 1 or more.</param>
/// <param name="activation">Applied to the candidate and to the cell state; tanh when omitted.</param>
/// <param name="recurrentActivation">Applied to the gates; sigmoid when omitted.</param>
/// <param name="useBias">Whether a learned bias is added.</param>
/// <param name="kernelInitializer">Draws the first kernel; Glorot uniform when omitted.</param>
/// <param name="recurrentInitializer">Draws the first recurrent kernel; orthogonal when omitted.</param>
/// <param name="biasInitializer">Draws the first bias; zeros when omitted.</param>
/// <param name="unitForgetBias">Whether the forget gate's bias begins with ones, so that nothing is forgotten at first.</param>
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
public sealed partial class LSTMCell(
    int units, [Default("Activations.Tanh")] ActivationFunction? activation = null,
    [Default("Activations.Sigmoid")] ActivationFunction? recurrentActivation = null, bool useBias = true,
    Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null, Initializer? biasInitializer = null,
    bool unitForgetBias = true,
    Regularizer? kernelRegularizer = null, Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null,
    Constraint? kernelConstraint = null, Constraint? recurrentConstraint = null, Constraint? biasConstraint = null,
    float dropout = 0, float recurrentDropout = 0, int? seed = null, string? name = null)
    : StandardCell(
        4, units, useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer, recurrentRegularizer,
        biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed, name)
{
    private protected override Initializer FirstBias => UnitForgetBias ? new ForgetBias(BiasInitializer, Units) : BiasInitializer;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<Shape> StateShapes(Shape input) => [[Units], [Units]];

    /// <inheritdoc/>
    protected internal override (Value Output, ImmutableArray<Value> States) Step(Value x, ImmutableArray<Value> states, LayerCall call)
    {
        Value rows = x + Op.MatMul(Dropped(states[0], call), Recurrent(call));
        ImmutableArray<Value> parts = rows.SplitAxis(-1, 2 * Units, Units, Units);
        ImmutableArray<Value> inputAndForget = RecurrentActivation.Lower(parts[0]).SplitAxis(-1, Units, Units);
        Value c = (inputAndForget[1] * states[1]) + (inputAndForget[0] * Activation.Lower(parts[1]));
        Value h = RecurrentActivation.Lower(parts[2]) * Activation.Lower(c);
        return (h, [h, c]);
    }

    internal override ImmutableArray<Value>? Whole(Value x, ImmutableArray<Value> initial, bool reverse, LayerCall call)
    {
        if (OnnxActivation.Of(RecurrentActivation, Activation, Activation) is not { } activations)
            return null;
        Value w = Rows(Kernel(call, x), 0, 3, 1, 2), r = Rows(Recurrent(call), 0, 3, 1, 2);
        Value? b = null;
        if (Bias(call) is { } bias)
        {
            ImmutableArray<Value> parts = Op.Split(bias, 4, numOutputs: 4);
            b = Op.Concat(0, parts[0], parts[3], parts[1], parts[2], bias.ZerosLike()).Unsqueeze(0);
        }

        return WithoutDirections(Op.LSTM(
            x, w, r, b, initialH: initial.IsEmpty ? null : initial[0].Unsqueeze(0),
            initialC: initial.IsEmpty ? null : initial[1].Unsqueeze(0),
            activations: [.. activations.Select(a => a.Name)], activationAlpha: OnnxActivation.Alphas(activations),
            activationBeta: OnnxActivation.Betas(activations), direction: reverse ? "reverse" : "forward", hiddenSize: Units));
    }

    // Ones where the forget gate's bias stands.
    private sealed class ForgetBias(Initializer others, int units) : Initializer
    {
        internal override void Draw(Span<float> values, ReadOnlySpan<long> dims, string path)
        {
            others.Draw(values, dims, path);
            base.Draw(values, dims, path);
        }

        protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random) =>
            values.Slice(units, units).Fill(1);
    }
}
