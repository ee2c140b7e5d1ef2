using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Logical;

[TestClass]
public sealed class WhereTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 3 }, new long[] { 2, 1 })]
    [DataRow(new long[] { 4, 1, 1 }, new long[] { })]
    public void Chooses_and_differentiates(long[] x, long[] y) => OperatorHarness.Check(
        [Feed.Plain<bool>([2, 3], true, false, true, false, false, true), Feed.Random(x), Feed.Random(y, seed: 2)],
        v => Op.Where(v[0], v[1], v[2]));

    [TestMethod]
    public void Chooses_integers() => OperatorHarness.Check(
        [Feed.Plain<bool>([3], true, false, true), Feed.Plain<long>([3], 1, 2, 3), Feed.Plain<long>([], 2)],
        x => Op.Where(x[0], x[1], x[2]));

    [TestMethod]
    public void Knows_lengths_that_are_computed_with_it()
    {
        Value sizes = Op.Shape(Value.Input(ElementType.Float, ["batch", 3, 4])), target = Value.Constant(7, -1, -1);
        Assert.AreEqual(Shape.Of(7, 3, 4), Op.Where(Op.Equal(target, Value.Constant(-1)), sizes, target).Content);
    }

    [TestMethod]
    public void Names_a_condition_that_is_none() => Expect.Error(
        "Where expects a condition of Bool and X and Y of one element type. Received: Float, Float, Float.",
        () => Op.Where(Expect.Input(2), Expect.Input(2), Expect.Input(2)));

    [TestMethod]
    public void Names_shapes_that_do_not_broadcast() => Expect.Error(
        "Where expects inputs of shapes that broadcast. Received: (2), (3), ().",
        () => Op.Where(Value.Input(ElementType.Bool, [2]), Expect.Input(3), Expect.Input()));
}
