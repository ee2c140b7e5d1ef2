using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class ConstantOfShapeTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3 })]
    [DataRow(new long[] { })]
    [DataRow(new long[] { 0, 3 })]
    public void Makes_zeros(long[] shape)
    {
        OperatorHarness.Check([Feed.Axes(shape)], x => Op.ConstantOfShape(x[0]));
        OperatorHarness.CheckOpen([Feed.Plain([shape.Length], shape)], x => Op.ConstantOfShape(x[0]));
    }

    [TestMethod]
    public void Makes_other_numbers()
    {
        OperatorHarness.Check([Feed.Axes(3)], x => Op.ConstantOfShape(x[0], TensorData.Create<long>([1], [7])));
        OperatorHarness.Check([Feed.Axes(2, 2)], x => Op.ConstantOfShape(x[0], TensorData.Create<bool>([1], [true])));
        OperatorHarness.Check([Feed.Axes(2, 2)], x => Op.ConstantOfShape(x[0], TensorData.Create<Half>([1], [(Half)1.5])));
    }

    [TestMethod]
    public void Takes_the_shape_of_a_value_of_named_lengths()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3]);
        Assert.AreEqual<Shape>(["batch", 3], Op.ConstantOfShape(Op.Shape(x)).Shape);
    }

    [TestMethod]
    public void Names_a_value_of_several_elements() => Expect.Error(
        "ConstantOfShape expects a value of one element. Received: Float(2).",
        () => Op.ConstantOfShape(Value.Constant(3), TensorData.Create<float>([2], [1, 2])));

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        Assert.AreEqual(9, Op.ConstantOfShape(Value.Constant(3)).Producer!.SinceVersion);
        TensorData one = TensorData.Scalar(ElementType.BFloat16, 1).Reshape([1]);
        Assert.AreEqual(20, Op.ConstantOfShape(Value.Constant(3), one).Producer!.SinceVersion);
    }
}
