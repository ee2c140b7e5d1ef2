using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class TransposeTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 1, 0 })]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 2, 0, 1 })]
    [DataRow(new long[] { 2, 3, 4, 5 }, new long[] { 0, 3, 1, 2 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 0, 1 })]
    public void Reorders_axes(long[] x, long[] perm) => OperatorHarness.Check([Feed.Random(x)], v => Op.Transpose(v[0], perm));

    [TestMethod]
    [DataRow(new long[] { })]
    [DataRow(new long[] { 3 })]
    [DataRow(new long[] { 2, 3, 4 })]
    public void Reverses_by_default(long[] x) => OperatorHarness.Check([Feed.Random(x)], v => Op.Transpose(v[0]));

    [TestMethod]
    public void Reorders_elements_of_every_size()
    {
        OperatorHarness.Check([Feed.Plain<byte>([2, 2], 1, 2, 3, 4)], v => Op.Transpose(v[0]));
        OperatorHarness.Check([Feed.Plain<short>([2, 2], 1, 2, 3, 4)], v => Op.Transpose(v[0]));
        OperatorHarness.Check([Feed.Plain<long>([2, 2], 1, 2, 3, 4)], v => Op.Transpose(v[0]));
    }

    [TestMethod]
    public void Names_orders_that_do_not_fit()
    {
        Expect.Error("Transpose expects perm to name each of the 2 axes of X once. Received: [0, 0], X (2, 3).",
            () => Op.Transpose(Expect.Input(2, 3), [0, 0]));
        Expect.Error("Transpose expects perm to name each of the 2 axes of X once. Received: [1], X (2, 3).",
            () => Op.Transpose(Expect.Input(2, 3), [1]));
    }

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        Assert.AreEqual(1, Version(ElementType.Float));
        Assert.AreEqual(13, Version(ElementType.BFloat16));
        Assert.AreEqual(21, Version(ElementType.Float8E5M2));
        Assert.AreEqual(25, Version(ElementType.Int2));

        static int Version(ElementType type) => Op.Transpose(Value.Input(type, [2, 3])).Producer!.SinceVersion;
    }
}
