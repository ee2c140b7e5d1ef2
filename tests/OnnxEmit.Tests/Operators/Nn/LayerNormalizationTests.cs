using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class LayerNormalizationTests
{
    [TestMethod]
    [DataRow(new long[] { 5 }, -1)]
    [DataRow(new long[] { 4, 6 }, -1)]
    [DataRow(new long[] { 2, 3, 5 }, -1)]
    [DataRow(new long[] { 2, 3, 5 }, 1)]
    [DataRow(new long[] { 2, 3, 5 }, 0)]
    [DataRow(new long[] { 2, 3, 2, 4 }, -2)]
    public void Normalizes_and_differentiates(long[] x, long axis)
    {
        long[] normalized = x[(int)(axis < 0 ? axis + x.Length : axis)..];
        Feed input = Feed.Random(x), scale = Feed.Random(normalized, seed: 2), b = Feed.Random(normalized, seed: 3);
        OperatorHarness.Check([input, scale], v => Op.LayerNormalization(v[0], v[1], axis: axis, epsilon: 0.01f));
        OperatorHarness.Check([input, scale, b], v => Op.LayerNormalization(v[0], v[1], v[2], axis, epsilon: 0.01f));
        OperatorHarness.Check([input, scale, b], v => new LayerNormalization(v[0], v[1], v[2], axis, epsilon: 0.01f, outputs: 2).Outputs);
        OperatorHarness.Check([input, scale, b], v => new LayerNormalization(v[0], v[1], v[2], axis, epsilon: 0.01f, outputs: 3).Outputs);
        OperatorHarness.Check([input, scale], v => [new LayerNormalization(v[0], v[1], null, axis, epsilon: 0.01f, outputs: 3).Outputs[2]]);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Value.Input(ElementType.Float, [2, 3, 4]);
        Expect("LayerNormalization expects Scale and B of the shape of the normalized axes. Received: X (2, 3, 4), axis -1, (3).",
            () => Op.LayerNormalization(x, Value.Input(ElementType.Float, [3])));
        Expect("LayerNormalization expects inputs of one element type. Received: Float, Double.",
            () => Op.LayerNormalization(x, Value.Input(ElementType.Double, [4])));
        Expect("LayerNormalization expects one to three outputs. Received: 4.",
            () => new LayerNormalization(x, Value.Input(ElementType.Float, [4]), outputs: 4).Output);

        static void Expect(string message, Func<Value> build) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<OperatorException>(build).Message);
    }
}
