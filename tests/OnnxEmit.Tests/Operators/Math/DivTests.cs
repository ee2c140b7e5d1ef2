using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class DivTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 3 }, new long[] { 2, 1 })]
    [DataRow(new long[] { 4, 1, 2 }, new long[] { 3, 1 })]
    [DataRow(new long[] { 2, 3 }, new long[] { })]
    public void Divides_and_differentiates(long[] a, long[] b) =>
        OperatorHarness.Check([Feed.Random(a), Feed.Random(b, 0.5f, 2, seed: 2)], x => x[0] / x[1]);

    [TestMethod]
    public void Takes_numbers_and_integers()
    {
        OperatorHarness.Check([Feed.Random([2, 3])], x => x[0] / 3);
        OperatorHarness.Check([Feed.Plain<long>([3], 7, -7, 3), Feed.Plain<long>([], 2)], x => x[0] / x[1]);
    }

    [TestMethod]
    public void Knows_lengths_that_are_computed_with_it() =>
        Assert.AreEqual(Shape.Of(2, 2), Op.Div(Op.Shape(Value.Input(ElementType.Float, [5, 4])), Value.Constant(2)).Content);

    [TestMethod]
    public void Names_shapes_that_do_not_broadcast() => Expect.Error(
        "Div expects inputs of shapes that broadcast. Received: (2, 3), (4).", () => Op.Div(Expect.Input(2, 3), Expect.Input(4)));
}
