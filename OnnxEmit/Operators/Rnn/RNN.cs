using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>A simple recurrent network: Hₜ = f(Xₜ·Wᵀ + Hₜ₋₁·Rᵀ + Wb + Rb).</summary>
/// <inheritdoc cref="RecurrentOperator" path="/remarks"/>
/// <param name="x">The sequences, (time, batch, input).</param>
/// <param name="w">Weights of the input, (directions, hidden, input).</param>
/// <param name="r">Weights of the state, (directions, hidden, hidden).</param>
/// <param name="b">Wb and Rb, (directions, 2·hidden); zeros when omitted.</param>
/// <param name="sequenceLens">The length of each sequence, Int32 (batch); Y is 0 behind it. All of the time when omitted.</param>
/// <param name="initialH">The first states, (directions, batch, hidden); zeros when omitted.</param>
/// <param name="activationAlpha">Parameters of the activations that have one, in order; their defaults when omitted.</param>
/// <param name="activationBeta">Second parameters of the activations that have one.</param>
/// <param name="activations">f of each direction; Tanh when omitted.</param>
/// <param name="clip">The greatest magnitude of what f is applied to; any when omitted.</param>
/// <param name="direction"><c>forward</c>, <c>reverse</c> or <c>bidirectional</c>.</param>
/// <param name="hiddenSize">The length of the state; that of R when omitted.</param>
/// <param name="layout">0: time first; 1: batch first, which ONNX Runtime's own kernel lacks.</param>
/// <param name="outputs">How many of Y and Y_h there are.</param>
[OnnxOperator(since: 7, ReturnsAll = true)]
public sealed partial class RNN(
    Value x, Value w, Value r, Value? b = null, Value? sequenceLens = null, Value? initialH = null,
    float[]? activationAlpha = null, float[]? activationBeta = null, string[]? activations = null, float? clip = null,
    string direction = "forward", long? hiddenSize = null, long layout = 0, int outputs = 2)
    : RecurrentOperator(x, w, r, b, sequenceLens, initialH)
{
    private protected override RecurrentSettings Settings =>
        new(activationAlpha, activationBeta, activations, clip, direction, hiddenSize, layout);

    private protected override int Gates => 1;

    private protected override string[] DefaultActivations => ["Tanh"];

    private protected override Value[] Step(Value x, ImmutableArray<Value> states, RecurrentDirection direction) =>
        [direction.Activate(0, x + Op.MatMul(states[0], direction.R))];
}
