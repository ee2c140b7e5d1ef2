using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class HalveWeightsTests
{
    [TestMethod]
    public void Keeps_large_constants_in_half_precision()
    {
        float[] numbers = [.. Enumerable.Range(0, 512).Select(i => (i - 256) / 128f)];
        Value x = Value.Input(ElementType.Float, ["batch", 16], "x"), w = Value.Constant(TensorData.Create<float>([16, 32], numbers), "w");
        Value b = Value.Constant(TensorData.Create<float>([32], numbers.AsSpan(0, 32)), "b");
        Graph before = new([x], [Op.MatMul(x, w) + b]);

        // Multiples of 1/128 are the same in half precision.
        Graph after = PassCheck.Same(before, HalveWeights.Apply, ("x", TensorData.Create<float>([1, 16], numbers.AsSpan(0, 16))));
        Assert.AreEqual("Cast, MatMul, Add", PassCheck.Operators(after));
        Assert.AreEqual("w: Float16(16, 32), b: Float(32)", string.Join(", ", after.Constants));
        Assert.AreEqual(before.Outputs[0].Type, after.Outputs[0].Type);
    }

    [TestMethod]
    public void A_constant_used_twice_is_converted_once()
    {
        Value x = Value.Input(ElementType.Float, [256], "x"), w = Value.Constant(TensorData.Create<float>([256], new float[256]), "w");
        Assert.AreEqual("Cast, Mul, Add", PassCheck.Operators(HalveWeights.Apply(new Graph([x], [(x * w) + w]))));
    }

    [TestMethod]
    public void Numbers_beyond_half_precision_and_other_types_stay()
    {
        float[] large = new float[256];
        large[7] = 1e6f;
        Value x = Value.Input(ElementType.Float, [256], "x"), w = Value.Constant(TensorData.Create<float>([256], large));
        Value places = Value.Constant(TensorData.Create<long>([256], new long[256]));
        Graph before = new([x], [x * w, Op.Gather(x, places)]);
        Assert.AreSame(before, HalveWeights.Apply(before));
    }
}
