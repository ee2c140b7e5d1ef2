using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class RandomNormalTests
{
    [TestMethod]
    [DataRow(null)]
    [DataRow(3f)]
    public void Draws(float? seed)
    {
        foreach (ElementType type in new[] { ElementType.Float, ElementType.Double })
        {
            TensorData y = OperatorHarness.Check([], _ => Op.RandomNormal([20, 50], 5, 2, seed, type))[0];
            double[] numbers = Close.ToDoubles(y);
            Assert.AreEqual(5, numbers.Average(), 0.3);
            Assert.AreEqual(2, System.Math.Sqrt(numbers.Average(x => (x - 5) * (x - 5))), 0.3);
            Assert.IsGreaterThan(900, numbers.Distinct().Count());
        }
    }

    [TestMethod]
    public void Is_a_scalar_without_axes() => OperatorHarness.Check([], _ => Op.RandomNormal([]));

    [TestMethod]
    public void Needs_version_22_for_short_floats() =>
        Assert.AreEqual(22, Op.RandomNormal([2], dtype: ElementType.BFloat16).Producer!.SinceVersion);

    [TestMethod]
    public void Names_integers() => Expect.Error(
        "RandomNormal expects a result of a float type. Received: Int64.", () => Op.RandomNormal([2], dtype: ElementType.Int64));
}
