using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class RandomUniformTests
{
    [TestMethod]
    [DataRow(null)]
    [DataRow(3f)]
    public void Draws(float? seed)
    {
        foreach (ElementType type in new[] { ElementType.Float, ElementType.Double })
        {
            TensorData y = OperatorHarness.Check([], _ => Op.RandomUniform([20, 50], 5, 7, seed, type))[0];
            double[] numbers = Close.ToDoubles(y);
            Assert.IsTrue(numbers.All(x => x is >= 5 and < 7));
            Assert.AreEqual(6, numbers.Average(), 0.1);
            Assert.IsGreaterThan(900, numbers.Distinct().Count());
        }
    }

    [TestMethod]
    public void Is_a_scalar_without_axes() => OperatorHarness.Check([], _ => Op.RandomUniform([]));

    [TestMethod]
    public void Needs_version_22_for_short_floats() =>
        Assert.AreEqual(22, Op.RandomUniform([2], dtype: ElementType.BFloat16).Producer!.SinceVersion);

    [TestMethod]
    public void Names_integers() => Expect.Error(
        "RandomUniform expects a result of a float type. Received: Int64.", () => Op.RandomUniform([2], dtype: ElementType.Int64));
}
