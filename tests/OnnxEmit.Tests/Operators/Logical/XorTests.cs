using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Logical;

[TestClass]
public sealed class XorTests
{
    [TestMethod]
    public void Computes()
    {
        Feed[] feeds = [Feed.Plain<bool>([2, 1], true, false), Feed.Plain<bool>([2], true, false)];
        TensorData[] y = OperatorHarness.Check(feeds, x => Op.Xor(x[0], x[1]));
        CollectionAssert.AreEqual(new[] { false, true, true, false }, y[0].AsSpan<bool>().ToArray());
    }

    [TestMethod]
    public void Names_inputs_that_are_no_truth_values() => Expect.Error(
        "Xor expects inputs of element type Bool. Received: Bool, Float.",
        () => Op.Xor(Value.Input(ElementType.Bool, [2]), Expect.Input(2)));
}
