using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class MelWeightMatrixTests
{
    [TestMethod]
    [DataRow(8L, 16L, 8192L, 0f, 4096f)]
    [DataRow(3L, 33L, 16000L, 100f, 7000f)]
    [DataRow(1L, 64L, 8000L, 0f, 4000f)]
    public void Makes_bands(long bins, long length, long rate, float lower, float upper)
    {
        Feed[] feeds = [Scalar(bins), Scalar(length), Scalar(rate), Scalar(lower), Scalar(upper)];
        OperatorHarness.CheckOpen(feeds, x => Op.MelWeightMatrix(x[0], x[1], x[2], x[3], x[4]));
        Feed[] known = [.. feeds.Select(feed => feed.AsConstant())];
        TensorData y = OperatorHarness.Check(known, x => Op.MelWeightMatrix(x[0], x[1], x[2], x[3], x[4]))[0];
        CollectionAssert.AreEqual(new[] { (length / 2) + 1, bins }, y.Dims);
        OperatorHarness.Check(known, x => Op.MelWeightMatrix(x[0], x[1], x[2], x[3], x[4], ElementType.Double));
    }

    [TestMethod]
    public void Names_what_is_no_scalar()
    {
        Value n = Value.Constant(8), hertz = Expect.Input();
        Expect.Error(
            "MelWeightMatrix expects five scalars. Received: Int64(1), Int64(1), Int64(1), Float(), Float(2).",
            () => Op.MelWeightMatrix(n, n, n, hertz, Expect.Input(2)));
    }

    private static Feed Scalar<T>(T number)
        where T : unmanaged => Feed.Plain([], number);
}
