using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Gated recurrent units (Cho et al. 2014).</summary>
/// <remarks>
/// z = f(X·Wzᵀ + H·Rzᵀ + Wbz + Rbz), r = f(X·Wrᵀ + H·Rrᵀ + Wbr + Rbr), h = g(X·Whᵀ + (r · H)·Rhᵀ + Rbh + Wbh) or, linear before reset,
/// g(X·Whᵀ + r · (H·Rhᵀ + Rbh) + Wbh), and the next H is (1 − z) · h + z · H. X (time, batch, input) gives Y (time, directions, batch,
/// hidden) and the last H (directions, batch, hidden).
/// </remarks>
/// <param name="x">The sequences, (time, batch, input).</param>
/// <param name="w">Wz, Wr, Wh: (directions, 3·hidden, input).</param>
/// <param name="r">Rz, Rr, Rh: (directions, 3·hidden, hidden).</param>
/// <param name="b">Wbz, Wbr, Wbh, Rbz, Rbr, Rbh: (directions, 6·hidden); zeros when omitted.</param>
/// <param name="sequenceLens">The length of each sequence, Int32 (batch); Y is 0 behind it. All of the time when omitted.</param>
/// <param name="initialH">The first states, (directions, batch, hidden); zeros when omitted.</param>
/// <param name="activationAlpha">Parameters of the activations that have one, in order; their defaults when omitted.</param>
/// <param name="activationBeta">Second parameters of the activations that have one.</param>
/// <param name="activations">f and g of each direction; Sigmoid and Tanh when omitted.</param>
/// <param name="clip">The greatest magnitude of what they are applied to; any when omitted.</param>
/// <param name="direction"><c>forward</c>, <c>reverse</c> or <c>bidirectional</c>.</param>
/// <param name="hiddenSize">The length of the state; that of R when omitted.</param>
/// <param name="layout">0: time first; 1: batch first, which ONNX Runtime's own kernel lacks.</param>
/// <param name="linearBeforeReset">Whether the state is multiplied with Rh before the reset gate.</param>
/// <param name="outputs">How many of Y and Y_h there are.</param>
[OnnxOperator(since: 7, ReturnsAll = true)]
public sealed partial class GRU(
    Value x, Value w, Value r, Value? b = null, Value? sequenceLens = null, Value? initialH = null,
    float[]? activationAlpha = null, float[]? activationBeta = null, string[]? activations = null, float? clip = null,
    string direction = "forward", long? hiddenSize = null, long layout = 0, bool linearBeforeReset = false, int outputs = 2)
    : RecurrentOperator(x, w, r, b, sequenceLens, initialH)
{
    private protected override RecurrentSettings Settings =>
        new(
        activationAlpha, activationBeta, activations, clip, direction, hiddenSize, layout,
        linearBeforeReset ? "linear_before_reset" : null);

    private protected override int Gates => 3;

    private protected override string[] DefaultActivations => ["Sigmoid", "Tanh"];

    // Linear before reset, Rbh is multiplied by the reset gate and has to wait.
    private protected override Value InputBias(Value bias, RecurrentDirection direction)
    {
        if (!linearBeforeReset)
            return base.InputBias(bias, direction);
        ImmutableArray<Value> parts = direction.Split(bias, 2, 1, 2, 1);
        direction.StepBias = parts[3];
        return Op.Concat(0, parts[0] + parts[2], parts[1]);
    }

    private protected override Value[] Step(Value x, ImmutableArray<Value> states, RecurrentDirection direction)
    {
        Value h = states[0];
        ImmutableArray<Value> input = direction.Split(x, 2, 1);
        ImmutableArray<Value> rows = direction.Split(linearBeforeReset ? Op.MatMul(h, direction.R) : direction.R, 2, 1);
        Value gates = direction.Activate(0, input[0] + (linearBeforeReset ? rows[0] : Op.MatMul(h, rows[0])));
        ImmutableArray<Value> zr = direction.Split(gates, 1, 1);
        Value candidate = !linearBeforeReset ? Op.MatMul(zr[1] * h, rows[1])
            : zr[1] * (direction.StepBias is { } bias ? rows[1] + bias : rows[1]);
        candidate = direction.Activate(1, input[1] + candidate);
        return [candidate + (zr[0] * (h - candidate))];
    }
}
