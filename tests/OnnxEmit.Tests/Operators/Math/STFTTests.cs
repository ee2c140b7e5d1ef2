using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class STFTTests
{
    public static IEnumerable<object?[]> Cases =>
        from dims in new long[][] { [1, 16, 1], [2, 13, 1], [2, 11, 2] }
        from step in new long[] { 1, 3, 6 }
        from length in new long[] { 4, 5 }
        from window in new[] { false, true }
        from both in new[] { false, true }
        from onesided in new[] { false, true }
        where (window || !both) && (dims[^1] == 1 || !onesided)
        select new object?[] { dims, step, length, window, both, onesided };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Computes_and_differentiates(long[] dims, long step, long length, bool window, bool both, bool onesided)
    {
        Feed[] feeds = [Feed.Random(dims), Feed.Plain([], step).AsConstant(), Feed.Plain([], length).AsConstant(), Feed.Random([length])];
        OperatorHarness.Check(window ? feeds : feeds[..3], x => Transform(x));
        Feed[] open = [feeds[0], feeds[1] with { Constant = false }, feeds[2] with { Constant = false }, feeds[3]];
        OperatorHarness.CheckOpen(window ? open : open[..3], x => Transform(x));

        Value Transform(Value[] x) => Op.STFT(x[0], x[1], window ? x[3] : null, !window || both ? x[2] : null, onesided);
    }

    [TestMethod]
    public void Is_made_of_what_version_13_has()
    {
        Value x = Value.Input(ElementType.Float, Shape.Of(2, 16, 1), "x"), window = Value.Constant(Feed.Random([6]).Data);
        Graph graph = new([x], [Op.STFT(x, Value.Constant(TensorData.Create<long>([], [3])), window)]);
        Graph older = PassPipeline.ForOpset(graph, 13);
        Assert.IsFalse(older.Operators.Any(op => op.SinceVersion > 13));
        Dictionary<string, TensorData> feeds = new() { ["x"] = Feed.Random([2, 16, 1]).Data };
        Assert.IsNull(Close.Difference("y", OnnxRunner.Run(older, feeds, 13)[0], OnnxRunner.Run(graph, feeds)[0], 1e-5, 1e-5));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value step = Value.Constant(TensorData.Create<long>([], [2]));
        Expect.Error(
            "STFT expects a signal (batch, time, 1). Received: (2, 16, 2).",
            () => Op.STFT(Expect.Input(2, 16, 2), step, frameLength: step));
        Expect.Error("STFT expects a window or a frame length. Received: neither.", () => Op.STFT(Expect.Input(2, 16, 1), step));
        Expect.Error(
            "STFT expects a window of Float(2). Received: Float(3).",
            () => Op.STFT(Expect.Input(2, 16, 1), step, Expect.Input(3), step));
        Expect.Error(
            "STFT expects frames no longer than the signal and steps of 1 or more. Received: time 16, length 17, step 2.",
            () => Op.STFT(Expect.Input(2, 16, 1), step, Expect.Input(17)));
    }
}
