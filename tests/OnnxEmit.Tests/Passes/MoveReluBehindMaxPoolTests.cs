using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class MoveReluBehindMaxPoolTests
{
    [TestMethod]
    public void Pools_first_with_the_same_result()
    {
        Value x = Value.Input(ElementType.Float, [2, 3, 8, 8], "x");
        Value w = Value.Constant(Feed.Random([4, 3, 3, 3]).Data), v = Value.Constant(Feed.Random([5, 4, 1, 1]).Data);
        Value first = Op.MaxPool(Op.Relu(Op.Conv(x, w)), [2, 2], [2, 2]);
        Value y = Op.MaxPool(Op.Relu(Op.Conv(first, v)), [3, 3], pads: [1, 1, 1, 1]);
        y.Name = "y";
        Graph before = new([x], [y]);
        Graph after = MoveReluBehindMaxPool.Apply(before);

        Assert.AreEqual("Conv MaxPool Relu Conv MaxPool Relu", string.Join(' ', after.Operators.Select(op => op.OpType)));
        Assert.AreEqual("y", after.Outputs[0].Name);
        Dictionary<string, TensorData> feeds = new() { ["x"] = Feed.Random([2, 3, 8, 8], seed: 5).Data };
        Assert.AreEqual(OnnxRunner.Run(before, feeds)[0], OnnxRunner.Run(after, feeds)[0]);
    }

    // Where the places are asked for, cutting first makes ties that would be found elsewhere.
    [TestMethod]
    public void Leaves_pooling_with_places()
    {
        Value x = Value.Input(ElementType.Float, [1, 1, 4], "x");
        Graph graph = new([x], new OnnxEmit.Operators.MaxPool(Op.Relu(x), [2], outputs: 2).Outputs);
        Assert.AreEqual("Relu MaxPool", string.Join(' ', MoveReluBehindMaxPool.Apply(graph).Operators.Select(op => op.OpType)));
    }
}
