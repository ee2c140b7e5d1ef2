using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Rnn;

[TestClass]
public sealed class LSTMTests
{
    private const int Time = 4, Batch = 3, Input = 2, Hidden = 3;

    [TestMethod]
    [DataRow("forward")]
    [DataRow("reverse")]
    [DataRow("bidirectional")]
    public void Computes_and_differentiates(string direction)
    {
        long d = direction == "bidirectional" ? 2 : 1;
        Recurrent.Check([.. Inputs(d)], x => Op.LSTM(x[0], x[1], x[2], direction: direction, hiddenSize: Hidden));
        Recurrent.Check([.. Inputs(d), .. Rest(d)], x => Op.LSTM(
            x[0], x[1], x[2], x[3], initialH: x[4], initialC: x[5], p: x[6], direction: direction, hiddenSize: Hidden));
        foreach (int[] lengths in new int[][] { [4, 2, 1], [3, 3, 2], [0, 4, 2] })
        {
            Recurrent.Check([.. Inputs(d), .. Rest(d), Feed.Plain([Batch], lengths)], x => Op.LSTM(
                x[0], x[1], x[2], x[3], x[7], x[4], x[5], direction: direction, hiddenSize: Hidden));
        }
    }

    [TestMethod]
    public void Leaves_outputs_out()
    {
        Recurrent.Check([.. Inputs(1)], x => [Op.LSTM(x[0], x[1], x[2], outputs: 1, hiddenSize: Hidden)[0]]);
        Recurrent.Check([.. Inputs(1)], x => [Op.LSTM(x[0], x[1], x[2], hiddenSize: Hidden)[2]]);
    }

    [TestMethod]
    public void Has_all_activations()
    {
        string[][] all = [["HardSigmoid", "Softsign", "Relu"], ["Sigmoid", "Elu", "LeakyRelu"], ["Affine", "ScaledTanh", "Softplus"]];
        foreach (string[] names in all)
        {
            Recurrent.Check(Few(), x => Op.LSTM(
                x[0], x[1], x[2], x[3], initialH: x[4], initialC: x[5], activations: names, activationAlpha: [0.3f, 0.7f],
                activationBeta: [0.2f, 0.9f], hiddenSize: 2));
        }

        string[] both = ["Sigmoid", "Tanh", "Softsign", "Softsign", "Elu", "Tanh"];
        Recurrent.Check([.. Inputs(2)], x => Op.LSTM(
            x[0], x[1], x[2], direction: "bidirectional", activations: both, hiddenSize: Hidden));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Clips_and_couples_gates(bool inputForget) => Recurrent.Check(Few(), x => Op.LSTM(
        x[0], x[1], x[2], x[3], initialH: x[4], initialC: x[5], p: x[6], clip: 0.4f, inputForget: inputForget, hiddenSize: 2));

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(Time, Batch, Input), w = Expect.Input(1, 12, Input), r = Expect.Input(1, 12, Hidden);
        Expect.Error("LSTM expects X of rank 3. Received: (3, 2).", () => Op.LSTM(Expect.Input(3, 2), w, r));
        Expect.Error("LSTM expects W of shape (1, 12, 2). Received: (1, 9, 2).", () => Op.LSTM(x, Expect.Input(1, 9, Input), r));
        Expect.Error("LSTM expects W of shape (2, 12, 2). Received: (1, 12, 2).", () => Op.LSTM(x, w, r, direction: "bidirectional"));
        Expect.Error("LSTM expects P of shape (1, 9). Received: (1, 3).", () => Op.LSTM(x, w, r, p: Expect.Input(1, 3)));
        Expect.Error("LSTM expects initial_c of shape (1, 3, 3). Received: (1, 3, 4).",
            () => Op.LSTM(x, w, r, initialC: Expect.Input(1, 3, 4)));
        Expect.Error("LSTM expects a direction of forward, reverse or bidirectional. Received: 'backward'.",
            () => Op.LSTM(x, w, r, direction: "backward"));
    }

    // Few numbers, hardly one of which stands at a kink.
    private static Feed[] Few()
    {
        long[][] dims = [[2, 1, 2], [1, 8, 2], [1, 8, 2], [1, 16], [1, 1, 2], [1, 1, 2], [1, 6]];
        return [.. dims.Select((d, i) => Feed.Random(d, seed: i))];
    }

    private static Feed[] Inputs(long d) =>
        [Feed.Random([Time, Batch, Input]), Feed.Random([d, 4 * Hidden, Input], seed: 2), Feed.Random([d, 4 * Hidden, Hidden], seed: 3)];

    private static Feed[] Rest(long d) =>
        [Feed.Random([d, 8 * Hidden], seed: 4), Feed.Random([d, Batch, Hidden], seed: 5), Feed.Random([d, Batch, Hidden], seed: 6),
            Feed.Random([d, 3 * Hidden], seed: 7)];
}
