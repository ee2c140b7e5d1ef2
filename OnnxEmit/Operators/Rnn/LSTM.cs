using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997).</summary>
/// <remarks>
/// i = f(X·Wiᵀ + H·Riᵀ + Pi · C + Wbi + Rbi), f = f(X·Wfᵀ + H·Rfᵀ + Pf · C + Wbf + Rbf), c = g(X·Wcᵀ + H·Rcᵀ + Wbc + Rbc); the next C is
/// f · C + i · c; o = f(X·Woᵀ + H·Roᵀ + Po · C + Wbo + Rbo) with that C, and the next H is o · h(C). X (time, batch, input) gives Y (time,
/// directions, batch, hidden) and the last H and C (directions, batch, hidden).
/// </remarks>
/// <param name="x">The sequences, (time, batch, input).</param>
/// <param name="w">Wi, Wo, Wf, Wc: (directions, 4·hidden, input).</param>
/// <param name="r">Ri, Ro, Rf, Rc: (directions, 4·hidden, hidden).</param>
/// <param name="b">Wbi, Wbo, Wbf, Wbc, Rbi, Rbo, Rbf, Rbc: (directions, 8·hidden); zeros when omitted.</param>
/// <param name="sequenceLens">The length of each sequence, Int32 (batch); Y is 0 behind it. All of the time when omitted.</param>
/// <param name="initialH">The first H, (directions, batch, hidden); zeros when omitted.</param>
/// <param name="initialC">The first C, (directions, batch, hidden); zeros when omitted.</param>
/// <param name="p">The peepholes Pi, Po, Pf: (directions, 3·hidden); none when omitted.</param>
/// <param name="activationAlpha">Parameters of the activations that have one, in order; their defaults when omitted.</param>
/// <param name="activationBeta">Second parameters of the activations that have one.</param>
/// <param name="activations">f, g and h of each direction; Sigmoid, Tanh and Tanh when omitted.</param>
/// <param name="clip">The greatest magnitude of what f and g are applied to; any when omitted.</param>
/// <param name="direction"><c>forward</c>, <c>reverse</c> or <c>bidirectional</c>.</param>
/// <param name="hiddenSize">The length of the states; that of R when omitted.</param>
/// <param name="inputForget">Whether the forget gate is 1 − i.</param>
/// <param name="layout">0: time first; 1: batch first, which ONNX Runtime's own kernel lacks.</param>
/// <param name="outputs">How many of Y, Y_h and Y_c there are.</param>
[OnnxOperator(since: 7, ReturnsAll = true)]
public sealed partial class LSTM(
    Value x, Value w, Value r, Value? b = null, Value? sequenceLens = null, Value? initialH = null, Value? initialC = null, Value? p = null,
    float[]? activationAlpha = null, float[]? activationBeta = null, string[]? activations = null, float? clip = null,
    string direction = "forward", long? hiddenSize = null, bool inputForget = false, long layout = 0, int outputs = 3)
    : RecurrentOperator(x, w, r, b, sequenceLens, initialH, initialC, p)
{
    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1, 2, 3, 7];

    private protected override RecurrentSettings Settings =>
        new(
        activationAlpha, activationBeta, activations, clip, direction, hiddenSize, layout, inputForget ? "input_forget" : null);

    private protected override int Gates => 4;

    private protected override string[] DefaultActivations => ["Sigmoid", "Tanh", "Tanh"];

    private protected override int[] StateInputs => [5, 6];

    private protected override Value[] Step(Value x, ImmutableArray<Value> states, RecurrentDirection direction)
    {
        Value c = states[1], rows = x + Op.MatMul(states[0], direction.R);
        if (direction[7] is null && !inputForget)
        {
            // The three gates in one piece.
            ImmutableArray<Value> gatesAndCell = direction.Split(rows, 3, 1);
            ImmutableArray<Value> iof = direction.Split(direction.Activate(0, gatesAndCell[0]), 1, 1, 1);
            return Next(iof[0], iof[2], direction.Activate(1, gatesAndCell[1]), _ => iof[1]);
        }

        ImmutableArray<Value> iofc = direction.Split(rows, 1, 1, 1, 1);
        ImmutableArray<Value> peepholes = direction[7] is { } all ? direction.Split(all, 1, 1, 1) : [];
        Value i = direction.Activate(0, Peep(0, iofc[0], c));
        Value f = inputForget ? 1 - i : direction.Activate(0, Peep(2, iofc[2], c));
        return Next(i, f, direction.Activate(1, iofc[3]), next => direction.Activate(0, Peep(1, iofc[1], next)));

        Value Peep(int gate, Value row, Value cell) => peepholes.IsEmpty ? row : row + (peepholes[gate] * cell);

        Value[] Next(Value i, Value f, Value candidate, Func<Value, Value> output)
        {
            Value next = (f * c) + (i * candidate);
            return [output(next) * direction.ActivateState(2, next), next];
        }
    }
}
