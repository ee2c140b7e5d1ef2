using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Logical;

[TestClass]
public sealed class LessOrEqualTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 2, 3 })]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 3 }, new long[] { 2, 1 })]
    [DataRow(new long[] { 4, 1, 2 }, new long[] { })]
    public void Compares(long[] a, long[] b) =>
        OperatorHarness.Check([Feed.Random(a), Feed.Random(b, seed: 2)], x => Op.LessOrEqual(x[0], x[1]));

    [TestMethod]
    public void Compares_integers() =>
        OperatorHarness.Check([Feed.Plain<long>([3], 1, 2, 3), Feed.Plain<long>([], 2)], x => Op.LessOrEqual(x[0], x[1]));

    [TestMethod]
    public void Names_inputs_of_several_types() => Expect.Error(
        "LessOrEqual expects inputs of one element type. Received: Float, Int64.",
        () => Op.LessOrEqual(Expect.Input(2), Value.Input(ElementType.Int64, [2])));
}
