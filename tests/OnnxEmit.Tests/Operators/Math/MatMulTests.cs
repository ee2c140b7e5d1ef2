using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class MatMulTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 3, 4 })]
    [DataRow(new long[] { 3 }, new long[] { 3 })]
    [DataRow(new long[] { 3 }, new long[] { 3, 4 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 4 }, new long[] { 5, 4, 2 })]
    [DataRow(new long[] { 5, 2, 4 }, new long[] { 4 })]
    [DataRow(new long[] { 1, 2, 3 }, new long[] { 5, 3, 6 })]
    [DataRow(new long[] { 5, 2, 3 }, new long[] { 3, 6 })]
    [DataRow(new long[] { 2, 1, 2, 3 }, new long[] { 5, 3, 2 })]
    [DataRow(new long[] { 2, 5, 2, 3 }, new long[] { 1, 5, 3, 2 })]
    public void Multiplies_and_differentiates(long[] a, long[] b) =>
        OperatorHarness.Check([Feed.Random(a), Feed.Random(b)], x => Op.MatMul(x[0], x[1]));

    [TestMethod]
    public void Names_shapes_that_do_not_fit() => Expect.Error(
        "MatMul expects as many columns in A as rows in B. Received: A (2, 3), B (4, 5).",
        () => Op.MatMul(Expect.Input(2, 3), Expect.Input(4, 5)));
}
