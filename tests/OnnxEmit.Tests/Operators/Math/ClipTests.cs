using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class ClipTests
{
    [TestMethod]
    [DataRow(new long[] { 7 })]
    [DataRow(new long[] { 2, 3, 4 })]
    public void Clips_and_differentiates_its_input_and_its_limits(long[] dims)
    {
        Feed x = Feed.Random(dims, -2, 2), low = Feed.Of([], -0.7f), high = Feed.Of([], 0.9f);
        OperatorHarness.Check([x, low, high], v => Op.Clip(v[0], v[1], v[2]));
        OperatorHarness.Check([x, low.AsConstant(), high.AsConstant()], v => Op.Clip(v[0], v[1], v[2]));
        OperatorHarness.Check([x, low], v => Op.Clip(v[0], v[1]));
        OperatorHarness.Check([x, high], v => Op.Clip(v[0], max: v[1]));
        OperatorHarness.Check([x], v => Op.Clip(v[0]));
    }

    [TestMethod]
    public void The_upper_limit_decides_where_it_is_below_the_lower_one() => OperatorHarness.Check(
        [Feed.Random([7], -2, 2), Feed.Of([], 0.9f), Feed.Of([], -0.7f)], v => Op.Clip(v[0], v[1], v[2]));

    [TestMethod]
    public void Takes_integers() => OperatorHarness.Check(
        [Feed.Plain<long>([4], -3, 0, 2, 7), Feed.Plain<long>([], -1), Feed.Plain<long>([], 5)], v => Op.Clip(v[0], v[1], v[2]));

    [TestMethod]
    public void Passes_the_gradient_at_its_limits() => CollectionAssert.AreEqual(
        new float[] { 0, 1, 1, 1, 0 },
        OperatorHarness.Gradients([Feed.Of([5], -2, -1, 0, 1, 2)], v => Op.Clip(v[0], Value.Constant(-1f), Value.Constant(1f)))[0]);

    [TestMethod]
    public void Names_limits_that_are_no_scalars() => Expect.Error(
        "Clip expects min and max to be scalars. Received: (3).",
        () => Op.Clip(Expect.Input(2, 3), Expect.Input(3)));

    [TestMethod]
    public void Names_limits_of_another_type() => Expect.Error(
        "Clip expects inputs of one element type. Received: Float, Double.",
        () => Op.Clip(Expect.Input(2, 3), max: Value.Input(ElementType.Double, [])));
}
