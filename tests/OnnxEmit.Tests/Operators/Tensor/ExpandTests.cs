using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class ExpandTests
{
    [TestMethod]
    [DataRow(new long[] { }, new long[] { 2, 3 })]
    [DataRow(new long[] { 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 1 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 1, 4 }, new long[] { 3, 1 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 1 })]
    public void Broadcasts(long[] input, long[] shape) =>
        OperatorHarness.Check([Feed.Random(input), Feed.Axes(shape)], x => Op.Expand(x[0], x[1]));

    [TestMethod]
    public void Takes_the_shape_of_a_value_of_named_lengths()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3]);
        Assert.AreEqual<Shape>(["batch", 3], Op.Expand(Expect.Input(3), Op.Shape(x)).Shape);
    }

    [TestMethod]
    public void Names_shapes_that_do_not_fit() => Expect.Error(
        "Expand expects a shape that the input broadcasts with. Received: input (2, 3), shape (4, 1, 2).",
        () => Op.Expand(Expect.Input(2, 3), Value.Constant(4, 1, 2)));
}
