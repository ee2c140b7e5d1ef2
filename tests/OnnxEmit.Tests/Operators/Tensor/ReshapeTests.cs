using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class ReshapeTests
{
    [TestMethod]
    public void Knows_what_the_shape_says_of_data_of_any_rank()
    {
        Value x = Value.Input(new TensorType(ElementType.Float, null));
        Assert.AreEqual("(2, 3)", x.Reshape(2, 3).Shape.ToString());
        Assert.AreEqual(3, x.Reshape(0, 3, -1).Rank);
        Assert.AreEqual((Dim)3, x.Reshape(0, 3, -1).Shape[1]);
        Assert.IsFalse(x.Reshape(0, -1).Shape.Any(d => d.IsKnown));
    }

    [TestMethod]
    [DataRow(new long[] { 2, 6 }, new long[] { 3, 4 })]
    [DataRow(new long[] { 2, 6 }, new long[] { -1 })]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 0, -1, 2 })]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 0, 0, 2, -1 })]
    [DataRow(new long[] { 1, 1 }, new long[] { })]
    public void Keeps_the_elements(long[] data, long[] shape)
    {
        OperatorHarness.Check([Feed.Random(data), Feed.Axes(shape)], x => Op.Reshape(x[0], x[1]));
        OperatorHarness.CheckOpen([Feed.Random(data), Feed.Plain([shape.Length], shape)], x => Op.Reshape(x[0], x[1]));
    }

    [TestMethod]
    public void Takes_a_zero_literally_where_allowed() =>
        OperatorHarness.Check([Feed.Plain<float>([0, 3]), Feed.Axes(3, 0)], x => Op.Reshape(x[0], x[1], allowzero: true));

    [TestMethod]
    public void Divides_products_exactly()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 4, 6]);
        Assert.AreEqual<Shape>(["batch", 24], x.Reshape(0, -1).Shape);
        Assert.AreEqual<Shape>(["4·batch", 6], x.Reshape(-1, 6).Shape);
        Assert.AreEqual<Shape>(["batch", 4, 6], x.Reshape(-1, 6).Reshape(-1, 4, 6).Shape);
        Assert.AreEqual("(?, 5)", x.Reshape(-1, 5).Shape.ToString());
        Assert.AreEqual(x.Reshape(-1, 5).Shape, x.Reshape(-1, 5).Shape);
    }

    [TestMethod]
    public void Names_shapes_that_do_not_fit()
    {
        Expect.Error("Reshape expects a shape of as many elements as the data. Received: data (2, 3), shape (4).",
            () => Expect.Input(2, 3).Reshape(4));
        Expect.Error("Reshape expects a shape of as many elements as the data. Received: data (2, 3), shape (4, -1).",
            () => Expect.Input(2, 3).Reshape(4, -1));
        Expect.Error("Reshape expects at most one -1 in shape. Received: (-1, -1).", () => Expect.Input(2, 3).Reshape(-1, -1));
        Expect.Error("Reshape expects a 0 in shape to stand for an axis of the data. Received: (6, 1, 0), data (2, 3).",
            () => Expect.Input(2, 3).Reshape(6, 1, 0));
    }

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        Assert.AreEqual(5, Expect.Input(2, 3).Reshape(6).Producer!.SinceVersion);
        Assert.AreEqual(14, Op.Reshape(Expect.Input(2, 3), Value.Constant(6), allowzero: true).Producer!.SinceVersion);
        Assert.AreEqual(19, Value.Input(ElementType.Float8E5M2, [2, 3]).Reshape(6).Producer!.SinceVersion);
    }
}
