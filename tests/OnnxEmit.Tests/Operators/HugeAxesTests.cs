using Testing;

namespace OnnxEmit.Tests.Operators;

/// <summary>A file may say that an axis is as long as it likes: what is derived from it takes no memory for that.</summary>
[TestClass]
public sealed class HugeAxesTests
{
    private const long Huge = 1_000_000_000;

    [TestMethod]
    public void Gradients_of_pools() => TakesNoMemory(
        () => Gradient(Expect.Input(1, 3, Huge, 5), x => Op.AveragePool(x, [2, 2], strides: [2, 2])),
        () => Gradient(Expect.Input(1, 3, Huge, 5), x => Op.AveragePool(x, [3, 3], pads: [1, 1, 1, 1], countIncludePad: true)),
        () => Gradient(Expect.Input(1, 3, Huge, 5), x => Op.AveragePool(x, [3, 3], pads: [1, 1, 1, 1])),
        () => Gradient(Expect.Input(1, Huge / 32, 5, 5), x => Op.LpPool(x, [3, 3])));

    [TestMethod]
    public void Forms_of_other_operators() => TakesNoMemory(
        () => Gradient(Expect.Input(1, Huge, 2), x => Op.GroupNormalization(x, Expect.Input(Huge), Expect.Input(Huge), Huge)),
        () => Gradient(Expect.Input(1, 1 << 20, 1), x => Op.Col2Im(x, Value.Constant(1024, 1024), Value.Constant(1024, 1024))),
        () => Gradient(
            Expect.Input(1, 1, Huge, 5),
            x => Op.DeformConv(x, Expect.Input(1, 1, 3, 3), Expect.Input(1, 18, Huge - 2, 3))));

    [TestMethod]
    public void A_matrix_that_would_be_too_large_is_refused() => Expect.Error(
        "Resize expects axes of at most 8,388,608 elements before times after, where it is written as a matrix. " +
        "Received: 1,000,000 and 2,500,000.",
        () => Gradient(Expect.Input(1, 1, 1_000_000), x => Op.Resize(
            x, scales: Value.Constant(TensorData.Create<float>([3], 1, 1, 2.5f)), mode: "linear")));

    private static Value Gradient(Value x, Func<Value, Value> build)
    {
        Value y = build(x);
        Value? dX = Differentiate.Gradient([y], [x], [y.ZerosLike()])[0];
        Assert.AreEqual(x.Type, dX!.Type);
        return dX;
    }

    private static void TakesNoMemory(params Func<Value>[] steps)
    {
        foreach (Func<Value> step in steps)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = step();
            Assert.IsLessThan(20_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
