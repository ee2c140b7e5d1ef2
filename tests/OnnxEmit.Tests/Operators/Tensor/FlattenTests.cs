using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class FlattenTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3, 4 }, 1L)]
    [DataRow(new long[] { 2, 3, 4 }, 0L)]
    [DataRow(new long[] { 2, 3, 4 }, 3L)]
    [DataRow(new long[] { 2, 3, 4 }, -1L)]
    [DataRow(new long[] { 2, 3, 4, 5 }, 2L)]
    [DataRow(new long[] { 5 }, 1L)]
    [DataRow(new long[] { }, 0L)]
    public void Flattens(long[] input, long axis) => OperatorHarness.Check([Feed.Random(input)], x => Op.Flatten(x[0], axis));

    [TestMethod]
    public void Multiplies_lengths_exactly() =>
        Assert.AreEqual<Shape>(["batch", 6], Op.Flatten(Value.Input(ElementType.Float, ["batch", 2, 3])).Shape);

    [TestMethod]
    public void Names_an_axis_out_of_range() =>
        Expect.Error("Flatten expects an axis between -2 and 2. Received: 3.", () => Op.Flatten(Expect.Input(2, 3), 3));

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        Assert.AreEqual(1, Op.Flatten(Expect.Input(2, 3)).Producer!.SinceVersion);
        Assert.AreEqual(9, Op.Flatten(Value.Input(ElementType.Int64, [2, 3])).Producer!.SinceVersion);
        Assert.AreEqual(11, Op.Flatten(Expect.Input(2, 3), -1).Producer!.SinceVersion);
    }
}
