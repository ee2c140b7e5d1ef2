using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class ShapeOfTests
{
    [TestMethod]
    [DataRow(0L, null)]
    [DataRow(1L, null)]
    [DataRow(-2L, null)]
    [DataRow(0L, 2L)]
    [DataRow(1L, -1L)]
    [DataRow(-9L, 9L)]
    [DataRow(2L, 1L)]
    public void Tells_the_lengths(long start, long? end) =>
        OperatorHarness.Check([Feed.Random([2, 3, 4])], x => Op.Shape(x[0], start, end));

    [TestMethod]
    public void Tells_that_a_scalar_has_none() => OperatorHarness.Check([Feed.Random([])], x => Op.Shape(x[0]));

    [TestMethod]
    public void Names_stay_names()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3, "time"]);
        Assert.AreEqual<Shape>(["batch", 3, "time"], Op.Shape(x).Content!);
        Assert.AreEqual<Shape>(["time"], Op.Shape(x, -1).Content!);
    }

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        Assert.AreEqual(1, Op.Shape(Expect.Input(2, 3)).Producer!.SinceVersion);
        Assert.AreEqual(15, Op.Shape(Expect.Input(2, 3), 1).Producer!.SinceVersion);
    }
}
