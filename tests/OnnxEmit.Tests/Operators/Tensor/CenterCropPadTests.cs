using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class CenterCropPadTests
{
    [TestMethod]
    [DataRow(new long[] { 10, 7 }, new long[] { 5, 4 }, null)]
    [DataRow(new long[] { 5, 4 }, new long[] { 10, 7 }, null)]
    [DataRow(new long[] { 5, 8, 3 }, new long[] { 8, 5, 3 }, null)]
    [DataRow(new long[] { 5, 8, 3 }, new long[] { 8, 5 }, new long[] { 1, 0 })]
    [DataRow(new long[] { 5, 8, 3 }, new long[] { 4, 7 }, new long[] { -1, -3 })]
    public void Crops_pads_and_differentiates(long[] x, long[] shape, long[]? axes)
    {
        OperatorHarness.Check([Feed.Random(x), Feed.Axes(shape)], v => Op.CenterCropPad(v[0], v[1], axes));
        OperatorHarness.CheckOpen([Feed.Random(x), Feed.Plain([shape.Length], shape)], v => Op.CenterCropPad(v[0], v[1], axes));
        Feed integers = Feed.Plain(x, [.. Enumerable.Range(1, (int)x.Aggregate(1L, (n, d) => n * d))]);
        OperatorHarness.Check([integers, Feed.Axes(shape)], v => Op.CenterCropPad(v[0], v[1], axes));
    }

    [TestMethod]
    public void Takes_lengths_of_32_bits()
    {
        // ONNX Runtime writes the operator out for lengths of 64 bits only.
        Value x = Expect.Input(2, 5), y = Op.CenterCropPad(x, Value.Constant(TensorData.Create<int>([2], 4, 3)));
        Assert.AreEqual("(4, 3)", y.Shape.ToString());
        x.Name = "x";
        Dictionary<string, TensorData> feeds = new() { ["x"] = Feed.Of([2, 5], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9).Data };
        TensorData result = OnnxRunner.Run(new Graph([x], y.Producer!.Decompose()!.Value), feeds)[0];
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 1, 2, 3, 6, 7, 8, 0, 0, 0 }, result.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Names_what_does_not_fit() => Expect.Error(
        "CenterCropPad expects shape with one length per axis, 2. Received: (3).",
        () => Op.CenterCropPad(Expect.Input(2, 3), Value.Constant(1, 2, 3)));
}
