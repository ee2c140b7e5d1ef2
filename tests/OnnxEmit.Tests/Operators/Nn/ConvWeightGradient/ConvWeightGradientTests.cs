using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

/// <summary>Every form of the weight gradient gives, on every case that it can compute, what the definition gives.</summary>
[TestClass]
public sealed class ConvWeightGradientTests
{
    // Per axis: input, output, kernel, stride, dilation, padding before.
    public static IEnumerable<object[]> Cases =>
    [
        [new long[] { 2, 3, 7 }, new long[] { 4, 3, 3 }, new long[][] { [7, 5, 3, 1, 1, 0] }, 1L],
        [new long[] { 3, 2, 9, 8 }, new long[] { 4, 2, 3, 2 }, new long[][] { [9, 3, 3, 3, 2, 1], [8, 5, 2, 2, 3, 3] }, 1L],
        [new long[] { 2, 6, 6, 5 }, new long[] { 4, 3, 3, 2 }, new long[][] { [6, 3, 3, 2, 1, 1], [5, 3, 2, 2, 1, 1] }, 2L],
        [new long[] { 2, 4, 7, 6 }, new long[] { 4, 1, 3, 3 }, new long[][] { [7, 3, 3, 2, 1, 0], [6, 2, 3, 2, 1, 0] }, 4L],
        [new long[] { 2, 4, 7, 6 }, new long[] { 8, 1, 3, 3 }, new long[][] { [7, 7, 3, 1, 1, 1], [6, 6, 3, 1, 1, 1] }, 4L],
        [new long[] { 2, 4, 9, 6 }, new long[] { 6, 2, 3, 2 }, new long[][] { [9, 5, 3, 1, 2, 0], [6, 3, 2, 2, 1, 0] }, 2L],
        [new long[] { 2, 3, 6, 5 }, new long[] { 3, 1, 1, 3 }, new long[][] { [6, 6, 1, 1, 1, 0], [5, 3, 3, 1, 1, 0] }, 3L],
        [new long[] { 2, 4, 6, 5 }, new long[] { 6, 4, 1, 1 }, new long[][] { [6, 2, 1, 4, 1, 0], [5, 5, 1, 1, 1, 0] }, 1L],
        [
            new long[] { 2, 4, 4, 5, 6 }, new long[] { 4, 2, 2, 3, 2 },
            new long[][] { [4, 5, 2, 1, 1, 1], [5, 2, 3, 2, 1, 0], [6, 3, 2, 3, 1, 1] }, 2L,
        ],
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Every_form_gives_the_definition(long[] x, long[] w, long[][] axes, long group) => Check(x, w, axes, group, "batch");

    [TestMethod]
    [DataRow(1, 16, 1, 80)]
    [DataRow(16, 1, 16, 41)]
    public void Every_form_gives_the_definition_in_parts_of_the_batch(int filters, int channels, int group, int width)
    {
        long[] x = [5, channels * group, 100, width], w = [filters, channels, 2, 1];
        Convolution c = Check(x, w, [[100, 99, 2, 1, 1, 0], [width, width, 1, 1, 1, 0]], group, 5);
        CollectionAssert.AreEqual(new[] { (0L, 2L), (2L, 5L) }, c.Ranges().ToArray());
    }

    private static Convolution Check(long[] x, long[] w, long[][] axes, long group, Dim batch)
    {
        Slide[] slides = [.. axes.Select(a => new Slide(a[0], a[1], a[2], a[3], a[4], a[5]))];
        long[] y = [x[0], w[0], .. slides.Select(s => s.Output)];
        TensorData xData = Feed.Random(x, seed: 3).Data, dYData = Feed.Random(y, seed: 4).Data;
        Value xValue = Value.Input(ElementType.Float, [batch, .. Shape.Of(x)[1..]], "x");
        Value dYValue = Value.Input(ElementType.Float, [batch, .. Shape.Of(y)[1..]], "dy");
        Convolution c = new(xValue, dYValue, Shape.Of(w), [.. slides], group);
        Value[] forms =
        [
            ProductPerTap.Emit(c), ProductPerTapAndImage.Emit(c), ConcatenatedTaps.Emit(c), SwappedConvolution.Emit(c),
            .. StackedShifts.Fits(c) ? [StackedShifts.Emit(c)] : Array.Empty<Value>(),
        ];

        float[] expected = Definition(xData, dYData, w, slides, group);
        Dictionary<string, TensorData> feeds = new() { ["x"] = xData, ["dy"] = dYData };
        foreach (TensorData actual in OnnxRunner.Run(new Graph([xValue, dYValue], forms), feeds))
        {
            CollectionAssert.AreEqual(w, actual.Dims);
            ReadOnlySpan<float> numbers = actual.AsSpan<float>();
            for (int i = 0; i < expected.Length; i++)
                Assert.AreEqual(expected[i], numbers[i], 1e-4f * MathF.Max(1, y[0] * slides.Aggregate(1L, (n, s) => n * s.Output) / 1e3f));
        }

        return c;
    }

    [TestMethod]
    [DataRow(64, 32, 1, 1, 1, nameof(ConcatenatedTaps))]
    [DataRow(64, 16, 3, 1, 1, nameof(ProductPerTap))]
    [DataRow(64, 16, 7, 1, 1, nameof(ProductPerTap))]
    [DataRow(32, 3, 3, 1, 1, nameof(ConcatenatedTaps))]
    [DataRow(32, 3, 7, 1, 1, nameof(SwappedConvolution))]
    [DataRow(32, 1, 3, 1, 1, nameof(ConcatenatedTaps))]
    [DataRow(64, 16, 3, 4, 1, nameof(StackedShifts))]
    [DataRow(64, 16, 3, 4, 2, nameof(ProductPerTapAndImage))]
    [DataRow(32, 1, 3, 32, 1, nameof(StackedShifts))]
    [DataRow(64, 1, 3, 32, 1, nameof(StackedShifts))]
    [DataRow(64, 1, 3, 32, 2, nameof(ProductPerTap))]
    public void The_form_follows_the_sizes(int filters, int channels, int kernel, int group, int stride, string form)
    {
        Slide slide = new(28, ((28 - kernel) / stride) + 1, kernel, stride, 1, 0);
        Value x = Value.Input(ElementType.Float, [8, channels * group, 28, 28]);
        Value dY = Value.Input(ElementType.Float, [8, filters, slide.Output, slide.Output]);
        Convolution c = new(x, dY, [filters, channels, kernel, kernel], [slide, slide], group);
        Assert.AreEqual(form, OnnxEmit.Operators.ConvWeightGradient.Choose(c).Method.DeclaringType!.Name);
    }

    // dW[m, c, k] = Σ over batch and places of dY[n, m, p] · X[n, group's channel c, p·stride + k·dilation − begin].
    private static float[] Definition(TensorData x, TensorData dY, long[] w, Slide[] slides, long group)
    {
        float[] dW = new float[w.Aggregate(1L, (n, d) => n * d)];
        long[] kernel = w[2..], places = [.. slides.Select(s => s.Output)];
        foreach (long[] k in Indices(kernel))
        {
            foreach (long[] p in Indices(places))
            {
                long[] at = [.. slides.Select((s, i) => (p[i] * s.Stride) + (k[i] * s.Dilation) - s.Begin)];
                if (at.Where((a, i) => a < 0 || a >= slides[i].Input).Any())
                    continue;
                for (long n = 0; n < x.Dims[0]; n++)
                {
                    for (long m = 0; m < w[0]; m++)
                    {
                        for (long c = 0; c < w[1]; c++)
                            dW[Offset(w, [m, c, .. k])] += At(dY, [n, m, .. p]) * At(x, [n, (m / (w[0] / group) * w[1]) + c, .. at]);
                    }
                }
            }
        }

        return dW;
    }

    private static float At(TensorData data, long[] index) => data.AsSpan<float>()[Offset(data.Dims, index)];

    private static int Offset(long[] dims, long[] index) =>
        (int)dims.Zip(index).Aggregate(0L, (offset, axis) => (offset * axis.First) + axis.Second);

    private static IEnumerable<long[]> Indices(long[] dims)
    {
        long count = dims.Aggregate(1L, (n, d) => n * d);
        for (long i = 0; i < count; i++)
        {
            long[] index = new long[dims.Length];
            long rest = i;
            for (int axis = dims.Length - 1; axis >= 0; axis--)
                (rest, index[axis]) = (rest / dims[axis], rest % dims[axis]);
            yield return index;
        }
    }
}
