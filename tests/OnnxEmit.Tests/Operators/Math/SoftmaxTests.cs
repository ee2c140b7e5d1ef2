using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class SoftmaxTests
{
    [TestMethod]
    [DataRow(new long[] { 4 }, -1L)]
    [DataRow(new long[] { 3, 5 }, -1L)]
    [DataRow(new long[] { 3, 5 }, 0L)]
    [DataRow(new long[] { 2, 3, 4 }, 1L)]
    [DataRow(new long[] { 2, 3, 4 }, -2L)]
    [DataRow(new long[] { 2, 1, 4 }, 1L)]
    public void Normalizes_and_differentiates(long[] dims, long axis) =>
        OperatorHarness.Check([Feed.Random(dims, -2, 2)], x => Op.Softmax(x[0], axis));

    [TestMethod]
    public void Normalizes_among_unknown_lengths() => OperatorHarness.CheckOpen([Feed.Random([3, 5])], x => Op.Softmax(x[0]));

    [TestMethod]
    public void Stays_on_the_last_axis_where_it_is_fast()
    {
        Value image = Value.Input(ElementType.Float, [2, 3, 8, 8]);
        Graph graph = new([image], [Op.Softmax(Op.Transpose(image, [0, 2, 3, 1]))]);
        Assert.AreSame(graph.Outputs[0], CancelTransposes.Apply(graph).Outputs[0]);
    }

    [TestMethod]
    public void Names_an_axis_that_is_not_there() => Expect.Error(
        "Softmax expects an axis between -2 and 1. Received: 2.",
        () => Op.Softmax(Expect.Input(2, 3), 2));
}
