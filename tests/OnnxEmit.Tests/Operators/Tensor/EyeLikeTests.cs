using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class EyeLikeTests
{
    [TestMethod]
    [DataRow(new long[] { 3, 3 }, 0L)]
    [DataRow(new long[] { 2, 4 }, 1L)]
    [DataRow(new long[] { 4, 3 }, -2L)]
    public void Makes_a_diagonal(long[] input, long k)
    {
        OperatorHarness.Check([Feed.Random(input)], x => Op.EyeLike(x[0], k: k));
        OperatorHarness.Check([Feed.Random(input)], x => Op.EyeLike(x[0], ElementType.Int64, k));
    }

    [TestMethod]
    public void Names_what_is_not_a_matrix() => Expect.Error("EyeLike expects a matrix. Received: (3).", () => Op.EyeLike(Expect.Input(3)));
}
