using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Rnn;

[TestClass]
public sealed class RNNTests
{
    private const int Time = 4, Batch = 3, Input = 2, Hidden = 3;

    [TestMethod]
    [DataRow("forward")]
    [DataRow("reverse")]
    [DataRow("bidirectional")]
    public void Computes_and_differentiates(string direction)
    {
        long d = direction == "bidirectional" ? 2 : 1;
        Recurrent.Check([.. Inputs(d)], x => Op.RNN(x[0], x[1], x[2], direction: direction, hiddenSize: Hidden));
        Recurrent.Check([.. Inputs(d), .. Rest(d)], x => Op.RNN(
            x[0], x[1], x[2], x[3], initialH: x[4], direction: direction, hiddenSize: Hidden));
        Recurrent.Check([.. Inputs(d), .. Rest(d), Feed.Plain([Batch], 4, 2, 1)], x => Op.RNN(
            x[0], x[1], x[2], x[3], x[5], x[4], direction: direction, hiddenSize: Hidden));
    }

    [TestMethod]
    public void Clips_and_has_other_activations()
    {
        long[][] dims = [[2, 1, 2], [1, 2, 2], [1, 2, 2], [1, 4], [1, 1, 2]];
        Recurrent.Check([.. dims.Select((d, i) => Feed.Random(d, seed: i))], x => Op.RNN(
            x[0], x[1], x[2], x[3], initialH: x[4], clip: 0.3f, hiddenSize: 2));
        Recurrent.Check([.. Inputs(2)], x => Op.RNN(
            x[0], x[1], x[2], activations: ["Softsign", "Sigmoid"], direction: "bidirectional", hiddenSize: Hidden));
    }

    // The gradients are those of what the runtime computes where the file says nothing.
    [TestMethod]
    [DataRow("Affine")]
    [DataRow("Elu")]
    [DataRow("HardSigmoid")]
    [DataRow("LeakyRelu")]
    [DataRow("ScaledTanh")]
    [DataRow("ThresholdedRelu")]
    public void Numbers_of_activations_may_be_left_out(string activation) =>
        Recurrent.Check([.. Inputs(1), .. Rest(1)], x => Op.RNN(
            x[0], x[1], x[2], x[3], initialH: x[4], activations: [activation], hiddenSize: Hidden));

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(Time, Batch, Input), w = Expect.Input(1, Hidden, Input), r = Expect.Input(1, Hidden, Hidden);
        Expect.Error("RNN expects initial_h of shape (1, 3, 3). Received: (3, 3).", () => Op.RNN(x, w, r, initialH: Expect.Input(3, 3)));
        Expect.Error("RNN expects 1 activations or more. Received: 0.",
            () => Op.RNN(x, w, r, activations: [])[0].Producer!.Decompose());
        Expect.Error(
            "RNN expects activations of Affine, Elu, HardSigmoid, LeakyRelu, Relu, ScaledTanh, Sigmoid, Softplus, Softsign, " +
            "Tanh and ThresholdedRelu. Received: 'Sine'.", () => Op.RNN(x, w, r, activations: ["Sine"])[0].Producer!.Decompose());
    }

    private static Feed[] Inputs(long d) =>
        [Feed.Random([Time, Batch, Input]), Feed.Random([d, Hidden, Input], seed: 2), Feed.Random([d, Hidden, Hidden], seed: 3)];

    private static Feed[] Rest(long d) => [Feed.Random([d, 2 * Hidden], seed: 4), Feed.Random([d, Batch, Hidden], seed: 5)];
}
