using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class NegTests
{
    [TestMethod]
    [DataRow(new long[] { })]
    [DataRow(new long[] { 2, 3, 4 })]
    public void Negates_and_differentiates(long[] x) => OperatorHarness.Check([Feed.Random(x)], v => Op.Neg(v[0]));

    [TestMethod]
    public void Knows_lengths_that_are_computed_with_it() =>
        Assert.AreEqual(Shape.Of(-7, -5), Op.Neg(Op.Shape(Value.Input(ElementType.Float, [7, 5]))).Content);

    [TestMethod]
    public void Negates_integers() => OperatorHarness.Check([Feed.Plain<long>([3], 1, 0, -2)], x => Op.Neg(x[0]));
}
