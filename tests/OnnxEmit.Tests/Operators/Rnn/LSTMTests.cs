using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Rnn;

[TestClass]
public sealed class LSTMTests
{
    private const int Time = 4, Batch = 3, Input = 2, Hidden = 3;

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

    private static Feed[] Inputs(long d) =>
        [Feed.Random([Time, Batch, Input]), Feed.Random([d, 4 * Hidden, Input], seed: 2), Feed.Random([d, 4 * Hidden, Hidden], seed: 3)];

    private static Feed[] Rest(long d) =>
        [Feed.Random([d, 8 * Hidden], seed: 4), Feed.Random([d, Batch, Hidden], seed: 5), Feed.Random([d, Batch, Hidden], seed: 6),
            Feed.Random([d, 3 * Hidden], seed: 7)];
}
