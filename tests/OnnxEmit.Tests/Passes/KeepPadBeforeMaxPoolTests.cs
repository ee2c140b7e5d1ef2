using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class KeepPadBeforeMaxPoolTests
{
    // Every number is negative: the padded zeros are the largest ones at the border.
    [TestMethod]
    public void Zeros_stay_numbers()
    {
        Value x = Value.Input(ElementType.Float, [1, 1, 4, 4], "x");
        Value y = Op.MaxPool(Op.Pad(x, Value.Constant(0, 0, 1, 1, 0, 0, 1, 1)), [3, 3]);
        y.Name = "y";
        Graph after = KeepPadBeforeMaxPool.Apply(new([x], [y]));

        TensorData[] found = OnnxRunner.Run(after, new Dictionary<string, TensorData> { ["x"] = Feed.Random([1, 1, 4, 4], -2, -1).Data });
        float[] values = found[0].AsSpan<float>().ToArray();
        Assert.HasCount(16, values);
        for (int i = 0; i < values.Length; i++)
        {
            bool isBorder = i / 4 is 0 or 3 || i % 4 is 0 or 3;
            Assert.AreEqual(isBorder, MathF.Abs(values[i]) < 1e-6f, $"{i}: {values[i]}");
        }
    }

    [TestMethod]
    public void Leaves_other_operators()
    {
        Value x = Value.Input(ElementType.Float, [1, 1, 4, 4], "x");
        Graph graph = new([x], [Op.AveragePool(Op.Pad(x, Value.Constant(0, 0, 1, 1, 0, 0, 1, 1)), [3, 3])]);
        Assert.AreEqual("Pad, AveragePool", PassCheck.Operators(KeepPadBeforeMaxPool.Apply(graph)));
    }
}
