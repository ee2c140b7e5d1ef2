using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class GeluTests
{
    [TestMethod]
    [DataRow(new long[] { 5 })]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3, 4 })]
    [DataRow(new long[] { })]
    public void Computes_and_differentiates(long[] dims)
    {
        OperatorHarness.Check([Feed.Random(dims, -3, 3)], x => Op.Gelu(x[0]));
        OperatorHarness.Check([Feed.Random(dims, -3, 3)], x => Op.Gelu(x[0], approximate: "tanh"));
    }

    [TestMethod]
    [DataRow("none")]
    [DataRow("tanh")]
    public void Decomposes_into_the_same_function(string approximate)
    {
        Feed[] feeds = [Feed.Random([2, 50], -4, 4)];
        TensorData[] y = OperatorHarness.Check(feeds, x => [Op.Gelu(x[0], approximate), Parts(x[0])[0]]);
        ReadOnlySpan<float> whole = y[0].AsSpan<float>(), parts = y[1].AsSpan<float>();
        for (int i = 0; i < whole.Length; i++)
            Assert.AreEqual(whole[i], parts[i], 1e-5f);

        IReadOnlyList<Value> Parts(Value x) => new OnnxEmit.Operators.Gelu(x, approximate).Decompose()!.Value;
    }

    [TestMethod]
    public void Names_an_unknown_approximation() => Expect.Error(
        "Gelu expects approximate to be 'none' or 'tanh'. Received: 'fast'.",
        () => Op.Gelu(Expect.Input(2), "fast"));
}
