using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class SubTests
{
    [TestMethod]
    [DataRow(new long[] { }, new long[] { })]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 3 }, new long[] { 2, 1 })]
    [DataRow(new long[] { 2, 1, 4 }, new long[] { 1, 3, 1 })]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { })]
    public void Subtracts_and_differentiates(long[] a, long[] b) =>
        OperatorHarness.Check([Feed.Random(a, -1, 1), Feed.Random(b, -1, 1, seed: 2)], x => Op.Sub(x[0], x[1]));

    [TestMethod]
    public void Subtracts_integers() =>
        OperatorHarness.Check([Feed.Plain<long>([3], 7, -7, 2), Feed.Plain<long>([1], 2)], x => Op.Sub(x[0], x[1]));

    [TestMethod]
    public void Lengths_subtract() => Assert.AreEqual<Shape>([-1, 5], Op.Sub(Value.Constant(2, 8), Value.Constant(3)).Content!);

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("Sub expects inputs of shapes that broadcast. Received: (2, 3), (4).",
            () => Op.Sub(Expect.Input(2, 3), Expect.Input(4)));
        Expect.Error("Sub expects inputs of one element type. Received: Float, Int64.", () => Op.Sub(Expect.Input(1), Value.Constant(4)));
    }
}
