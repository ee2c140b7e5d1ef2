using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Logical;

[TestClass]
public sealed class EqualTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 3 }, new long[] { 2, 1 })]
    [DataRow(new long[] { 4, 1, 2 }, new long[] { })]
    public void Compares(long[] a, long[] b) =>
        OperatorHarness.Check([Feed.Random(a), Feed.Random(b, seed: 2)], x => Op.Equal(x[0], x[1]));

    [TestMethod]
    public void Compares_integers() =>
        OperatorHarness.Check([Feed.Plain<long>([3], 1, 2, 3), Feed.Plain<long>([], 2)], x => Op.Equal(x[0], x[1]));

    [TestMethod]
    public void Compares_truth_values() =>
        OperatorHarness.Check([Feed.Plain<bool>([3], true, false, true), Feed.Plain<bool>([], true)], x => Op.Equal(x[0], x[1]));

    [TestMethod]
    public void Knows_that_a_length_is_not_negative() => Assert.AreEqual(
        Shape.Of(0, 1, 0), Op.Equal(Op.Shape(Value.Input(ElementType.Float, ["batch", 3, 4])), Value.Constant(-1, 3, 3)).Content);

    [TestMethod]
    public void Names_inputs_of_several_types() => Expect.Error(
        "Equal expects inputs of one element type. Received: Float, Int64.",
        () => Op.Equal(Expect.Input(2), Value.Input(ElementType.Int64, [2])));
}
