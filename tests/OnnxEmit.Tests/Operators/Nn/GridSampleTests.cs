using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class GridSampleTests
{
    /// <summary>X, places of the grid, mode.</summary>
    public static IEnumerable<object[]> Cases =>
        from dims in new long[][] { [2, 3, 4, 5], [1, 2, 3, 4, 3], [2, 1, 1, 6] }
        from mode in new[] { "linear", "nearest", "cubic" }
        from padding in new[] { "zeros", "border", "reflection" }
        from align in new[] { false, true }
        where (mode != "cubic" || dims.Length == 4) && !(align && dims[2] == 1)
        select new object[] { dims, mode, padding, align };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Samples_and_differentiates(long[] x, string mode, string padding, bool align)
    {
        OperatorHarness.Check([Feed.Random(x), Grid(x, align)], v => Op.GridSample(v[0], v[1], align, mode, padding));
    }

    [TestMethod]
    [DataRow("linear")]
    [DataRow("cubic")]
    public void Differentiates_at_the_elements_themselves(string mode)
    {
        // With aligned corners −1, 0 and 1 are the three elements.
        Feed x = Feed.Of([1, 1, 3, 3], 1, 2, 4, 8, 16, 32, 64, 128, 256), grid = Feed.Of([1, 1, 1, 2], 0, 0);
        float[][] gradients = OperatorHarness.Gradients([x, grid], v => Op.GridSample(v[0], v[1], alignCorners: true, mode));
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 0, 1, 0, 0, 0, 0 }, gradients[0]);
        Assert.AreEqual(mode == "linear" ? 16 : 18, gradients[1][0], 1e-3);
    }

    // Between the elements and the halves, where nothing bends; from two elements before X to two behind.
    private static Feed Grid(long[] x, bool align)
    {
        long[] dims = [x[0], .. Enumerable.Repeat(3L, x.Length - 2), x.Length - 2];
        Random random = new(5);
        return Feed.Of(dims, [.. Enumerable.Range(0, (int)dims.Aggregate(1L, (n, d) => n * d)).Select(i =>
        {
            long length = x[^(1 + (i % (x.Length - 2)))];
            float at = random.Next(-2, (int)length + 2) + (random.Next(2) == 0 ? 0.3f : 0.7f);
            return align ? (2 * at / (length - 1)) - 1 : (((2 * at) + 1) / length) - 1;
        })]);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(2, 3, 4, 5), grid = Expect.Input(2, 3, 3, 2);
        Expect.Error("GridSample expects a grid of shape (batch, …, 2), of X's rank. Received: X (2, 3, 4, 5), grid (2, 3, 3, 3).",
            () => Op.GridSample(x, Expect.Input(2, 3, 3, 3)));
        Expect.Error("GridSample expects mode to be linear, nearest or cubic. Received: bilinear.",
            () => Op.GridSample(x, grid, mode: "bilinear"));
        Expect.Error("GridSample expects padding_mode to be zeros, border or reflection. Received: wrap.",
            () => Op.GridSample(x, grid, paddingMode: "wrap"));
    }
}
