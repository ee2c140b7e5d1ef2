using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class MultinomialTests
{
    [TestMethod]
    [DataRow(ElementType.Int32, null)]
    [DataRow(ElementType.Int64, 3f)]
    public void Draws_classes(ElementType type, float? seed)
    {
        Feed[] feeds = [Feed.Plain<float>([2, 3], 0, -50, 0, -50, 0, -50)];
        long[] classes = OperatorHarness.Check(feeds, x => Op.Multinomial(x[0], type, 500, seed))[0].ToInt64();
        Assert.IsTrue(classes[..500].All(c => c is 0 or 2));
        Assert.AreEqual(500, classes[..500].Sum(), 120);
        Assert.IsTrue(classes[500..].All(c => c == 1));
    }

    [TestMethod]
    public void Draws_one_by_default() =>
        OperatorHarness.Check([Feed.Random([4, 3]) with { Differentiable = false }], x => Op.Multinomial(x[0]));

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("Multinomial expects an input (batch, classes). Received: (3).", () => Op.Multinomial(Expect.Input(3)));
        Expect.Error(
            "Multinomial expects a result of Int32 or Int64. Received: Float.",
            () => Op.Multinomial(Expect.Input(2, 3), ElementType.Float));
    }
}
