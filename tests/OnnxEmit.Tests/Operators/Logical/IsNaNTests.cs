using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Logical;

[TestClass]
public sealed class IsNaNTests
{
    [TestMethod]
    public void Finds_what_is_not_a_number() => CollectionAssert.AreEqual(
        new[] { false, true, false },
        OperatorHarness.Check([Feed.Plain<float>([3], 1, float.NaN, float.PositiveInfinity)], x => Op.IsNaN(x[0]))[0]
            .AsSpan<bool>().ToArray());
}
