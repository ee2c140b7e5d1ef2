using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Logical;

[TestClass]
public sealed class NotTests
{
    [TestMethod]
    public void Computes() => CollectionAssert.AreEqual(
        new[] { false, true }, OperatorHarness.Check([Feed.Plain<bool>([2], true, false)], x => Op.Not(x[0]))[0].AsSpan<bool>().ToArray());
}
