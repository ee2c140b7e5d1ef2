using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class MinTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 3 }, new long[] { 2, 1 })]
    [DataRow(new long[] { 4, 1, 2 }, new long[] { })]
    public void Takes_the_smallest_and_differentiates(long[] a, long[] b) =>
        OperatorHarness.Check([Feed.Random(a), Feed.Random(b, seed: 2)], x => Op.Min(x[0], x[1]));

    [TestMethod]
    public void Takes_any_number_of_inputs()
    {
        OperatorHarness.Check([Feed.Random([2, 3])], x => Op.Min(x[0]));
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Random([3]), Feed.Random([2, 1])], x => Op.Min(x));
        OperatorHarness.Check([Feed.Plain<long>([3], 1, 2, 3), Feed.Plain<long>([], 2)], x => Op.Min(x));
    }

    [TestMethod]
    public void Shares_the_gradient_among_ties()
    {
        float[][] two = OperatorHarness.Gradients([Feed.Of([3], 1, 2, 3), Feed.Of([3], 2, 1, 3)], x => Op.Min(x));
        CollectionAssert.AreEqual(new float[] { 1, 0, 0.5f }, two[0]);
        float[][] four = OperatorHarness.Gradients([.. Enumerable.Repeat(Feed.Of([2], 1, 2), 4)], x => Op.Min(x));
        Assert.IsTrue(four.All(g => g is [0.25f, 0.25f]));
    }

    [TestMethod]
    public void Knows_lengths_that_are_computed_with_it()
    {
        Value x = Value.Input(ElementType.Float, [2, 6]);
        Assert.AreEqual(Shape.Of(2, 4), Op.Min(Op.Shape(x), Value.Constant(4)).Content);
    }

    [TestMethod]
    public void Names_no_inputs() => Expect.Error(
        "Min expects at least one input. Received: none.",
        () => Op.Min());

    [TestMethod]
    public void Names_inputs_of_several_types() => Expect.Error(
        "Min expects inputs of one element type. Received: Float, Int64.",
        () => Op.Min(Expect.Input(2), Value.Input(ElementType.Int64, [2])));

    [TestMethod]
    public void Names_shapes_that_do_not_broadcast() => Expect.Error(
        "Min expects inputs of shapes that broadcast. Received: (2, 3), (4).",
        () => Op.Min(Expect.Input(2, 3), Expect.Input(4)));
}
