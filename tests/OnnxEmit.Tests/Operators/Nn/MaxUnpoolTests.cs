using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class MaxUnpoolTests
{
    /// <summary>X of the pooling, kernel, strides, pads.</summary>
    public static IEnumerable<object?[]> Windows =>
    [
        [new long[] { 2, 3, 8 }, new long[] { 2 }, new long[] { 2 }, null],
        [new long[] { 1, 2, 6, 4 }, new long[] { 2, 2 }, new long[] { 2, 2 }, null],
        [new long[] { 2, 2, 9, 8 }, new long[] { 3, 2 }, new long[] { 3, 2 }, null],
        [new long[] { 1, 2, 5, 6 }, new long[] { 3, 2 }, new long[] { 3, 2 }, new long[] { 1, 0, 0, 0 }],
        [new long[] { 1, 2, 4, 2, 6 }, new long[] { 2, 1, 3 }, new long[] { 2, 1, 3 }, null],
    ];

    [TestMethod]
    [DynamicData(nameof(Windows))]
    public void Unpools_and_differentiates(long[] x, long[] kernel, long[]? strides, long[]? pads)
    {
        (Feed pooled, Feed places) = Pooled(x, kernel, strides, pads);
        OperatorHarness.Check([pooled, places], v => Op.MaxUnpool(v[0], v[1], kernel, null, strides, pads));
        OperatorHarness.Check([pooled, places, Feed.Axes(x)], v => Op.MaxUnpool(v[0], v[1], kernel, v[2], strides, pads));
    }

    [TestMethod]
    public void Unpools_to_a_length_of_its_own()
    {
        (Feed pooled, Feed places) = Pooled([1, 2, 7, 5], [2, 2], [2, 2], null);
        OperatorHarness.Check([pooled, places, Feed.Axes(1, 2, 7, 5)], v => Op.MaxUnpool(v[0], v[1], [2, 2], v[2], [2, 2]));
        OperatorHarness.CheckOpen([pooled, places, Feed.Plain<long>([4], 1, 2, 7, 5)], v => Op.MaxUnpool(v[0], v[1], [2, 2], v[2], [2, 2]));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(1, 2, 3, 3), places = Value.Input(ElementType.Int64, [1, 2, 3, 3]);
        Expect.Error("MaxUnpool expects I of X's shape. Received: X (1, 2, 3, 3), I (1, 2, 3).",
            () => Op.MaxUnpool(x, Value.Input(ElementType.Int64, [1, 2, 3]), [2, 2]));
        Expect.Error("MaxUnpool expects kernel_shape with one item per spatial axis, 2. Received: (2).",
            () => Op.MaxUnpool(x, places, [2]));
        Expect.Error("MaxUnpool expects output_shape with one item per axis, 4. Received: (2).",
            () => Op.MaxUnpool(x, places, [2, 2], Value.Constant(6, 6)));
    }

    private static (Feed Pooled, Feed Places) Pooled(long[] dims, long[] kernel, long[]? strides, long[]? pads)
    {
        Value x = Value.Input(ElementType.Float, Shape.Of(dims), "x");
        TensorData[] results = OnnxRunner.Run(
            new Graph([x], new MaxPool(x, kernel, strides, pads, outputs: 2).Outputs),
            new Dictionary<string, TensorData> { ["x"] = Feed.Distinct(dims).Data });
        return (new(results[0], Differentiable: true), new(results[1], Differentiable: false));
    }
}
