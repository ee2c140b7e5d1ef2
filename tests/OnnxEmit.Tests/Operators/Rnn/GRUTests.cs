using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Rnn;

[TestClass]
public sealed class GRUTests
{
    private const int Time = 4, Batch = 3, Input = 2, Hidden = 3;

    public static IEnumerable<object[]> Forms =>
        from direction in new[] { "forward", "reverse", "bidirectional" } from linear in new[] { false, true }
        select new object[] { direction, linear };

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void Computes_and_differentiates(string direction, bool linear)
    {
        long d = direction == "bidirectional" ? 2 : 1;
        Recurrent.Check([.. Inputs(d)], x => Op.GRU(x[0], x[1], x[2], direction: direction, linearBeforeReset: linear, hiddenSize: Hidden));
        Recurrent.Check([.. Inputs(d), .. Rest(d)], x => Op.GRU(
            x[0], x[1], x[2], x[3], initialH: x[4], direction: direction, linearBeforeReset: linear, hiddenSize: Hidden));
        foreach (int[] lengths in new int[][] { [4, 2, 1], [3, 3, 2], [0, 4, 2] })
        {
            Recurrent.Check([.. Inputs(d), .. Rest(d), Feed.Plain([Batch], lengths)], x => Op.GRU(
                x[0], x[1], x[2], x[3], x[5], x[4], direction: direction, linearBeforeReset: linear, hiddenSize: Hidden));
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Clips_and_has_other_activations(bool linear)
    {
        long[][] dims = [[2, 1, 2], [1, 6, 2], [1, 6, 2], [1, 12], [1, 1, 2]];
        Recurrent.Check([.. dims.Select((d, i) => Feed.Random(d, seed: i))], x => Op.GRU(
            x[0], x[1], x[2], x[3], initialH: x[4], clip: 0.5f, linearBeforeReset: linear, hiddenSize: 2));
        Recurrent.Check([.. dims.Select((d, i) => Feed.Random(d, seed: i))], x => Op.GRU(
            x[0], x[1], x[2], x[3], initialH: x[4], activations: ["HardSigmoid", "LeakyRelu"], activationAlpha: [0.25f, 0.1f],
            activationBeta: [0.4f], linearBeforeReset: linear, hiddenSize: 2));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(Time, Batch, Input), w = Expect.Input(1, 9, Input), r = Expect.Input(1, 9, Hidden);
        Expect.Error("GRU expects R of shape (1, 9, 3). Received: (1, 8, 3).", () => Op.GRU(x, w, Expect.Input(1, 8, Hidden)));
        Expect.Error("GRU expects B of shape (1, 18). Received: (1, 9).", () => Op.GRU(x, w, r, Expect.Input(1, 9)));
        Expect.Error("GRU expects sequence_lens of shape (3). Received: (2).",
            () => Op.GRU(x, w, r, sequenceLens: Value.Input(ElementType.Int32, [2])));
    }

    private static Feed[] Inputs(long d) =>
        [Feed.Random([Time, Batch, Input]), Feed.Random([d, 3 * Hidden, Input], seed: 2), Feed.Random([d, 3 * Hidden, Hidden], seed: 3)];

    private static Feed[] Rest(long d) => [Feed.Random([d, 6 * Hidden], seed: 4), Feed.Random([d, Batch, Hidden], seed: 5)];
}
