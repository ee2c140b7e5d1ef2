using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class Col2ImTests
{
    /// <summary>Batch, channels, image, block, dilations, pads, strides.</summary>
    public static IEnumerable<object?[]> Cases =>
    [
        [1, 1, new long[] { 5, 5 }, new long[] { 1, 5 }, null, null, null],
        [2, 3, new long[] { 6, 5 }, new long[] { 2, 3 }, null, null, null],
        [2, 2, new long[] { 6, 6 }, new long[] { 2, 2 }, null, null, new long[] { 2, 2 }],
        [1, 2, new long[] { 7, 6 }, new long[] { 2, 2 }, null, null, new long[] { 3, 2 }],
        [2, 1, new long[] { 6, 7 }, new long[] { 2, 2 }, new long[] { 2, 3 }, null, null],
        [1, 2, new long[] { 5, 5 }, new long[] { 3, 3 }, null, new long[] { 1, 0, 2, 1 }, null],
        [1, 2, new long[] { 5, 6 }, new long[] { 3, 2 }, new long[] { 1, 2 }, new long[] { 1, 1, 1, 1 }, new long[] { 2, 3 }],
        [1, 2, new long[] { 3, 4, 5 }, new long[] { 1, 2, 3 }, null, null, null],
        [1, 1, new long[] { 4, 4, 5 }, new long[] { 2, 2, 2 }, null, new long[] { 1, 0, 0, 0, 1, 1 }, new long[] { 2, 1, 2 }],
        [2, 2, new long[] { 7 }, new long[] { 3 }, null, new long[] { 1, 1 }, new long[] { 2 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Adds_up_and_differentiates(
        int batch, int channels, long[] image, long[] block, long[]? dilations, long[]? pads, long[]? strides)
    {
        long windows = 1, elements = 1;
        for (int i = 0; i < image.Length; i++)
        {
            long padding = pads is null ? 0 : pads[i] + pads[i + image.Length];
            windows *= ((image[i] + padding - ((dilations?[i] ?? 1) * (block[i] - 1)) - 1) / (strides?[i] ?? 1)) + 1;
            elements *= block[i];
        }

        OperatorHarness.Check(
            [Feed.Random([batch, channels * elements, windows]), Feed.Axes(image), Feed.Axes(block)],
            v => Op.Col2Im(v[0], v[1], v[2], dilations, pads, strides));
    }

    [TestMethod]
    public void Adds_up_dilated_windows_of_three_axes()
    {
        // ONNX Runtime's own kernel does not: two windows of 2 x 1 x 2 elements, two apart, over 3 x 1 x 4 places.
        Value x = Expect.Input(1, 4, 2), y = Op.Col2Im(x, Value.Constant(3, 1, 4), Value.Constant(2, 1, 2), dilations: [2, 1, 2]);
        x.Name = "x";
        TensorData result = OnnxRunner.Run(
            new Graph([x], [y.Producer!.Faster()!]),
            new Dictionary<string, TensorData> { ["x"] = Feed.Of([1, 4, 2], 1, 2, 3, 4, 5, 6, 7, 8).Data })[0];
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4, 0, 0, 0, 0, 5, 6, 7, 8 }, result.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value image = Value.Constant(5, 5), block = Value.Constant(2, 2);
        Expect.Error("Col2Im expects input of shape (batch, channels · elements of a window, windows). Received: (4, 16).",
            () => Op.Col2Im(Expect.Input(4, 16), image, block));
        Expect.Error("Col2Im expects one column for each of 16 windows. Received: 15.",
            () => Op.Col2Im(Expect.Input(1, 4, 15), image, block));
        Expect.Error("Col2Im expects rows that are a multiple of the window's 4 elements. Received: 6.",
            () => Op.Col2Im(Expect.Input(1, 6, 16), image, block));
        Expect.Error("Col2Im expects as many lengths in block_shape as in image_shape, 1 or more. Received: (5, 5), (2).",
            () => Op.Col2Im(Expect.Input(1, 4, 16), image, Value.Constant(2)));
    }
}
