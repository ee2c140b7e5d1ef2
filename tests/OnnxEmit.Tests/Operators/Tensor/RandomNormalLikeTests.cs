using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class RandomNormalLikeTests
{
    [TestMethod]
    [DataRow(null)]
    [DataRow(3f)]
    public void Draws(float? seed)
    {
        Feed[] feeds = [Feed.Random([20, 50]) with { Differentiable = false }];
        foreach (ElementType? type in new ElementType?[] { null, ElementType.Double })
        {
            TensorData y = OperatorHarness.Check(feeds, x => Op.RandomNormalLike(x[0], 5, 2, seed, type))[0];
            double[] numbers = Close.ToDoubles(y);
            Assert.AreEqual(5, numbers.Average(), 0.3);
            Assert.AreEqual(2, System.Math.Sqrt(numbers.Average(x => (x - 5) * (x - 5))), 0.3);
        }
    }

    [TestMethod]
    public void Takes_the_shape_of_integers() =>
        OperatorHarness.Check([Feed.Plain<long>([3], 1, 2, 3)], x => Op.RandomNormalLike(x[0], dtype: ElementType.Float));

    [TestMethod]
    public void Names_integers_without_another_type() => Expect.Error(
        "RandomNormalLike expects a result of a float type. Received: Int64.", () => Op.RandomNormalLike(Value.Constant(1, 2)));
}
