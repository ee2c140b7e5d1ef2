using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class DivTests
{
    [TestMethod]
    [DataRow(new long[] { }, new long[] { })]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 3 }, new long[] { 2, 1 })]
    [DataRow(new long[] { 2, 1, 4 }, new long[] { 1, 3, 1 })]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { })]
    public void Divides_and_differentiates(long[] a, long[] b) =>
        OperatorHarness.Check([Feed.Random(a, 0.5f, 2), Feed.Random(b, 0.5f, 2, seed: 2)], x => Op.Div(x[0], x[1]));

    [TestMethod]
    public void Divides_integers() =>
        OperatorHarness.Check([Feed.Plain<long>([3], 7, -7, 2), Feed.Plain<long>([1], 2)], x => Op.Div(x[0], x[1]));

    [TestMethod]
    public void Lengths_divide_towards_zero() => Assert.AreEqual<Shape>([3, -2], Op.Div(Value.Constant(7, -5), Value.Constant(2)).Content!);

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("Div expects inputs of shapes that broadcast. Received: (2, 3), (4).",
            () => Op.Div(Expect.Input(2, 3), Expect.Input(4)));
        Expect.Error("Div expects inputs of one element type. Received: Float, Int64.", () => Op.Div(Expect.Input(1), Value.Constant(4)));
    }
}
