using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class BatchNormalizationTests
{
    [TestMethod]
    [DataRow(new long[] { 4, 3 })]
    [DataRow(new long[] { 2, 3, 5 })]
    [DataRow(new long[] { 2, 3, 4, 5 })]
    [DataRow(new long[] { 2, 3, 2, 3, 4 })]
    public void Normalizes_by_given_statistics(long[] x) => OperatorHarness.Check(
        [Feed.Random(x), .. Parameters(x[1])], v => Op.BatchNormalization(v[0], v[1], v[2], v[3], v[4], epsilon: 0.01f));

    [TestMethod]
    [DataRow(new long[] { 6, 3 }, 0f)]
    [DataRow(new long[] { 3, 3, 5 }, 0f)]
    [DataRow(new long[] { 2, 3, 4, 5 }, 0f)]
    [DataRow(new long[] { 2, 3, 4, 5 }, 0.9f)]
    [DataRow(new long[] { 2, 3, 2, 3, 4 }, 0.3f)]
    public void Normalizes_by_the_batch(long[] x, float momentum)
    {
        OperatorHarness.Check([Feed.Random(x), .. Parameters(x[1])], v => [Training(v, momentum).Outputs[0]]);
        OperatorHarness.Check([Feed.Random(x), .. Parameters(x[1])], v => Training(v, momentum).Outputs);
        OperatorHarness.Check([Feed.Random(x), .. Parameters(x[1])], v => [Training(v, momentum).Outputs[1]]);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Value.Input(ElementType.Float, [2, 3, 4]);
        Value three = Value.Input(ElementType.Float, [3]), two = Value.Input(ElementType.Float, [2]);
        Expect("BatchNormalization expects one scale, B, mean and variance per channel. Received: X (2, 3, 4); (3), (3), (2), (3).",
            () => Op.BatchNormalization(x, three, three, two, three));
        Expect("BatchNormalization expects X of shape (batch, channels, …). Received: X (3).",
            () => Op.BatchNormalization(three, three, three, three, three));

        static void Expect(string message, Func<Value> build) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<OperatorException>(build).Message);
    }

    private static BatchNormalization Training(Value[] v, float momentum) =>
        new(v[0], v[1], v[2], v[3], v[4], epsilon: 0.01f, momentum, trainingMode: true);

    private static Feed[] Parameters(long channels) =>
    [
        Feed.Random([channels], 0.5f, 2, 2), Feed.Random([channels], seed: 3),
        Feed.Random([channels], seed: 4), Feed.Random([channels], 0.5f, 2, 5),
    ];
}
