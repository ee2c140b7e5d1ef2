using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class CancelTransposesTests
{
    private static readonly long[] ToChannelsFirst = [0, 3, 1, 2], ToChannelsLast = [0, 2, 3, 1];

    [TestMethod]
    public void Chains_run_in_one_layout()
    {
        Value x = Value.Input(ElementType.Float, [2, 6, 6, 3], "x");
        Value y = Relu(Convolution(Relu(Convolution(x, 3)), 4));
        y.Name = "y";
        Graph after = PassCheck.Same(new([x], [y]), CancelTransposes.Apply, ("x", Feed.Random([2, 6, 6, 3]).Data));
        Assert.AreEqual("Transpose, Conv, Relu, Conv, Relu, Transpose", PassCheck.Operators(after));
    }

    [TestMethod]
    public void Two_branches_meet_in_one_layout()
    {
        Value x = Value.Input(ElementType.Float, [2, 6, 6, 3], "x");
        Value y = Relu(Convolution(x, 3) + Convolution(x, 3));
        y.Name = "y";
        Graph after = PassCheck.Same(new([x], [y]), CancelTransposes.Apply, ("x", Feed.Random([2, 6, 6, 3]).Data));
        Assert.AreEqual(2, after.Operators.Count(op => op.OpType == "Transpose"));
    }

    [TestMethod]
    public void An_order_and_its_inverse_vanish()
    {
        Value x = Value.Input(ElementType.Float, [2, 3, 4, 5], "x");
        Graph graph = new([x], [Op.Relu(Op.Transpose(Op.Transpose(x, ToChannelsFirst), ToChannelsLast))]);
        Assert.AreEqual("Relu", PassCheck.Operators(CancelTransposes.Apply(graph)));
    }

    private static Value Relu(Value x) => Op.Relu(x);

    private static Value Convolution(Value x, int channels) =>
        Op.Transpose(Op.Conv(Op.Transpose(x, ToChannelsFirst), Value.Constant(Feed.Random([4, channels, 1, 1]).Data)), ToChannelsLast);
}
