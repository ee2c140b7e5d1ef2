using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class DepthToSpaceTests
{
    [TestMethod]
    [DataRow(new long[] { 2, 8, 2, 3 }, 2, "DCR")]
    [DataRow(new long[] { 2, 8, 2, 3 }, 2, "CRD")]
    [DataRow(new long[] { 1, 9, 1, 2 }, 3, "DCR")]
    [DataRow(new long[] { 2, 18, 3, 2 }, 3, "CRD")]
    [DataRow(new long[] { 2, 3, 3, 2 }, 1, "DCR")]
    public void Spreads_and_differentiates(long[] x, long blocksize, string mode) =>
        OperatorHarness.Check([Feed.Random(x)], v => Op.DepthToSpace(v[0], blocksize, mode));

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Value.Input(ElementType.Float, [2, 8, 4, 4]);
        Expect("DepthToSpace expects channels that are a multiple of 9. Received: input (2, 8, 4, 4).", () => Op.DepthToSpace(x, 3));
        Expect("DepthToSpace expects a blocksize of 1 or more. Received: 0.", () => Op.DepthToSpace(x, 0));
        Expect("DepthToSpace expects mode to be DCR or CRD. Received: RCD.", () => Op.DepthToSpace(x, 2, "RCD"));
        Expect("DepthToSpace expects input of shape (batch, channels, height, width). Received: input (2, 8).",
            () => Op.DepthToSpace(Value.Input(ElementType.Float, [2, 8]), 2));

        static void Expect(string message, Func<Value> build) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<OperatorException>(build).Message);
    }
}
