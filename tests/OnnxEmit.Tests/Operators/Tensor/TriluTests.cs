using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class TriluTests
{
    [TestMethod]
    [DataRow(new long[] { 3, 3 }, true, 0L)]
    [DataRow(new long[] { 3, 4 }, false, 0L)]
    [DataRow(new long[] { 2, 3, 4 }, true, 1L)]
    [DataRow(new long[] { 2, 4, 3 }, false, -1L)]
    [DataRow(new long[] { 3, 3 }, true, 7L)]
    public void Keeps_a_triangle(long[] input, bool upper, long k)
    {
        OperatorHarness.Check([Feed.Random(input), Feed.Plain([], k)], x => Op.Trilu(x[0], x[1], upper));
        OperatorHarness.Check([Feed.Random(input)], x => Op.Trilu(x[0], upper: upper));
    }

    [TestMethod]
    public void Keeps_integers() => OperatorHarness.Check([Feed.Plain<long>([2, 2], 1, 2, 3, 4)], x => Op.Trilu(x[0]));

    [TestMethod]
    public void Names_a_vector() =>
        Expect.Error("Trilu expects an input of rank 2 or more. Received: (3).", () => Op.Trilu(Expect.Input(3)));
}
