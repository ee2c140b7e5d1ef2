using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class InstanceNormalizationTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3, 5 })]
    [DataRow(new long[] { 2, 3, 4, 5 })]
    [DataRow(new long[] { 2, 3, 2, 3, 4 })]
    public void Normalizes_and_differentiates(long[] x) => OperatorHarness.Check(
        [Feed.Random(x), Feed.Random([3], seed: 2), Feed.Random([3], seed: 3)],
        v => Op.InstanceNormalization(v[0], v[1], v[2], epsilon: 0.01f));

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Value.Input(ElementType.Float, [2, 3, 4]), three = Value.Input(ElementType.Float, [3]);
        Expect("InstanceNormalization expects one scale and B per channel. Received: input (2, 3, 4); (3), (4).",
            () => Op.InstanceNormalization(x, three, Value.Input(ElementType.Float, [4])));
        Expect("InstanceNormalization expects inputs of one element type. Received: Float, Float, Double.",
            () => Op.InstanceNormalization(x, three, Value.Input(ElementType.Double, [3])));

        static void Expect(string message, Func<Value> build) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<OperatorException>(build).Message);
    }
}
