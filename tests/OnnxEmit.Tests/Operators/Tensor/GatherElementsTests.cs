using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class GatherElementsTests
{
    [TestMethod]
    [DataRow(new long[] { 4 }, new long[] { 6 }, 0L)]
    [DataRow(new long[] { 4, 3 }, new long[] { 2, 3 }, 0L)]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 5 }, 1L)]
    [DataRow(new long[] { 2, 3, 2 }, new long[] { 2, 2, 2 }, -2L)]
    public void Picks_elements(long[] data, long[] shape, long axis)
    {
        long count = shape.Aggregate((n, d) => n * d);
        Feed indices = Feed.Plain(shape, [.. Enumerable.Range(0, (int)count).Select(i => (i * 7 % 5 % 3) - 2L)]);
        OperatorHarness.Check([Feed.Random(data), indices], x => Op.GatherElements(x[0], x[1], axis));
        OperatorHarness.CheckOpen([Feed.Random(data), indices], x => Op.GatherElements(x[0], x[1], axis));
    }

    [TestMethod]
    public void Names_indices_of_another_rank() => Expect.Error(
        "GatherElements expects indices of the data's rank. Received: data (2, 3), indices (2).",
        () => Op.GatherElements(Expect.Input(2, 3), Value.Constant(0, 1)));
}
