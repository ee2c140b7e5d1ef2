using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Logical;

[TestClass]
public sealed class IsInfTests
{
    [TestMethod]
    [DataRow(true, true)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    public void Finds_infinities(bool negative, bool positive) => CollectionAssert.AreEqual(
        new[] { false, false, positive, negative },
        OperatorHarness.Check(
            [Feed.Plain<float>([4], 1, float.NaN, float.PositiveInfinity, float.NegativeInfinity)],
            x => Op.IsInf(x[0], negative, positive))[0].AsSpan<bool>().ToArray());
}
