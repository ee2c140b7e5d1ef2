using System.Collections.Immutable;
using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class SplitTests
{
    [TestMethod]
    public void Knows_the_lengths_in_each_part()
    {
        Value shape = Op.Shape(Value.Input(ElementType.Float, [7, "n", 5, 3]));
        Assert.AreEqual("(7), (n, 5, 3)", string.Join(", ", Op.Split(shape, 2, Value.Constant(1, 3)).Select(part => part.Content)));
        Assert.AreEqual("(7, n), (5, 3)", string.Join(", ", Op.Split(shape, 2, numOutputs: 2).Select(part => part.Content)));
    }

    [TestMethod]
    [DataRow(new long[] { 6 }, 0L, new long[] { 1, 3, 2 })]
    [DataRow(new long[] { 2, 5, 3 }, 1L, new long[] { 4, 1 })]
    [DataRow(new long[] { 2, 5, 3 }, -1L, new long[] { 0, 3 })]
    [DataRow(new long[] { 4, 2 }, -2L, new long[] { 4 })]
    public void Cuts_by_sizes(long[] input, long axis, long[] sizes) =>
        OperatorHarness.Check([Feed.Random(input), Feed.Axes(sizes)], x => Op.Split(x[0], sizes.Length, x[1], axis));

    [TestMethod]
    [DataRow(new long[] { 6 }, 0L, 3)]
    [DataRow(new long[] { 2, 7 }, 1L, 3)]
    [DataRow(new long[] { 2, 5, 3 }, -2L, 2)]
    public void Cuts_equally(long[] input, long axis, int parts) =>
        OperatorHarness.Check([Feed.Random(input)], x => Op.Split(x[0], parts, axis: axis, numOutputs: parts));

    [TestMethod]
    public void Parts_without_use_count_as_zeros() =>
        OperatorHarness.Check([Feed.Random([2, 6])], x => x[0].SplitAxis(1, 1, 2, 3)[1]);

    [TestMethod]
    public void Sizes_may_be_known_at_run_time_only() =>
        OperatorHarness.CheckOpen([Feed.Random([2, 6]), Feed.Plain<long>([2], 2, 4)], x => Op.Split(x[0], 2, x[1], 1));

    [TestMethod]
    [DataRow(7L, 3)]
    [DataRow(6L, 3)]
    [DataRow(5L, 3)]
    public void Cuts_equally_in_older_sets_what_the_run_measures(long length, int parts)
    {
        Feed feed = Feed.Random([2, length]);
        Value x = Value.Input(ElementType.Float, [2, "n"], "x");
        Graph old = PassPipeline.ForOpset(new Graph([x], Op.Split(x, parts, axis: 1, numOutputs: parts)), 13);
        TensorData[] actual = OnnxRunner.Run(old, new Dictionary<string, TensorData> { ["x"] = feed.Data }, 13);
        TensorData[] expected = OperatorHarness.Check([feed], v => Op.Split(v[0], parts, axis: 1, numOutputs: parts));
        CollectionAssert.AreEqual(expected, actual);
    }

    [TestMethod]
    public void Divides_products_exactly()
    {
        Value x = Value.Input(ElementType.Float, ["4·batch", 3]);
        Assert.IsTrue(Op.Split(x, 2, axis: 0, numOutputs: 2).All(part => part.Shape.Equals(["2·batch", 3])));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("Split expects 2 sizes that add up to 6. Received: (2, 3).", () => Op.Split(Expect.Input(6), 2, Value.Constant(2, 3)));
        Expect.Error("Split expects 3 sizes that add up to 6. Received: (2, 4).", () => Op.Split(Expect.Input(6), 3, Value.Constant(2, 4)));
        Expect.Error("Split expects either sizes or num_outputs. Received: neither.", () => Op.Split(Expect.Input(6), 3));
        Expect.Error("Split expects 3 outputs, as num_outputs says. Received: 2.", () => Op.Split(Expect.Input(6), 2, numOutputs: 3));
    }
}
