using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class RandomUniformLikeTests
{
    [TestMethod]
    [DataRow(null)]
    [DataRow(3f)]
    public void Draws(float? seed)
    {
        Feed[] feeds = [Feed.Random([20, 50]) with { Differentiable = false }];
        foreach (ElementType? type in new ElementType?[] { null, ElementType.Double })
        {
            TensorData y = OperatorHarness.Check(feeds, x => Op.RandomUniformLike(x[0], 5, 7, seed, type))[0];
            double[] numbers = Close.ToDoubles(y);
            Assert.IsTrue(numbers.All(x => x is >= 5 and < 7));
            Assert.AreEqual(6, numbers.Average(), 0.1);
        }
    }

    [TestMethod]
    public void Takes_the_shape_of_integers() =>
        OperatorHarness.Check([Feed.Plain<long>([3], 1, 2, 3)], x => Op.RandomUniformLike(x[0], dtype: ElementType.Float));

    [TestMethod]
    public void Names_integers_without_another_type() => Expect.Error(
        "RandomUniformLike expects a result of a float type. Received: Int64.", () => Op.RandomUniformLike(Value.Constant(1, 2)));
}
