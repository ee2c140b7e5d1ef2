using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class ModTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 5 }, new long[] { })]
    public void Computes_remainders_of_floats_and_differentiates(long[] a, long[] b) =>
        OperatorHarness.Check([Feed.Random(a, -5, 5), Feed.Random(b, 1, 2)], x => Op.Mod(x[0], x[1], fmod: true));

    [TestMethod]
    public void Has_the_sign_of_the_divisor_or_of_the_dividend()
    {
        Feed[] feeds = [Feed.Plain<long>([4], 7, -7, 7, -7), Feed.Plain<long>([4], 3, 3, -3, -3)];
        TensorData[] divisor = OperatorHarness.Check(feeds, x => Op.Mod(x[0], x[1]));
        CollectionAssert.AreEqual(new long[] { 1, 2, -2, -1 }, divisor[0].AsSpan<long>().ToArray());
        TensorData[] dividend = OperatorHarness.Check(feeds, x => Op.Mod(x[0], x[1], fmod: true));
        CollectionAssert.AreEqual(new long[] { 1, -1, 1, -1 }, dividend[0].AsSpan<long>().ToArray());
    }

    [TestMethod]
    public void Knows_lengths_that_are_computed_with_it() => Assert.AreEqual(
        Shape.Of(1, -1), Op.Mod(Op.Shape(Value.Input(ElementType.Float, [7, 5])), Value.Constant(3, -3)).Content);
}
