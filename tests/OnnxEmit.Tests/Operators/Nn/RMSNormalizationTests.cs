using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class RMSNormalizationTests
{
    [TestMethod]
    [DataRow(new long[] { 5 }, -1)]
    [DataRow(new long[] { 4, 6 }, -1)]
    [DataRow(new long[] { 2, 3, 5 }, 1)]
    [DataRow(new long[] { 2, 3, 5 }, -3)]
    [DataRow(new long[] { 2, 3, 2, 4 }, -2)]
    public void Normalizes_and_differentiates(long[] x, long axis)
    {
        long[] normalized = x[(int)(axis < 0 ? axis + x.Length : axis)..];
        Feed input = Feed.Random(x);
        OperatorHarness.Check([input, Feed.Random(normalized, seed: 2)], v => Op.RMSNormalization(v[0], v[1], axis, 0.01f), opset: 23);
        OperatorHarness.Check([input, Feed.Random([x[^1]], seed: 2)], v => Op.RMSNormalization(v[0], v[1], axis, 0.01f), opset: 23);
    }

    [TestMethod]
    public void Normalizes_halves()
    {
        Half[] numbers = [.. Enumerable.Range(0, 12).Select(i => (Half)System.Math.Sin(i))];
        OperatorHarness.Check(
            [Feed.Plain([3, 4], numbers), Feed.Plain([4], numbers[..4])], v => Op.RMSNormalization(v[0], v[1]), opset: 23);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("RMSNormalization expects a scale that broadcasts to X. Received: X (2, 3, 4), scale (3).",
            () => Op.RMSNormalization(Expect.Input(2, 3, 4), Expect.Input(3)));
        Expect.Error("RMSNormalization expects an axis between -3 and 2. Received: 3.",
            () => Op.RMSNormalization(Expect.Input(2, 3, 4), Expect.Input(4), axis: 3));
    }
}
