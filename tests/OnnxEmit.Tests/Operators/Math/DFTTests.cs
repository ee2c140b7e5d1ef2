using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class DFTTests
{
    public static IEnumerable<object?[]> Cases =>
        from dims in new long[][] { [7, 1], [2, 8, 1], [2, 6, 2], [2, 5, 3, 2], [3, 1, 4, 1] }
        from axis in new long[] { 0, -2 }
        from length in new long?[] { null, 4, 9 }
        from inverse in new[] { false, true }
        from onesided in new[] { false, true }
        where !onesided || (dims[^1] == 2 ? inverse : !inverse)
        where !(onesided && inverse) || Length(dims, axis, length) is var (has, n) && has == (n / 2) + 1 && n > 1
        select new object?[] { dims, axis, length, inverse, onesided };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Computes_and_differentiates(long[] dims, long axis, long? length, bool inverse, bool onesided)
    {
        Feed[] feeds = [Feed.Random(dims), Feed.Plain([], length ?? 0).AsConstant(), Feed.Plain([], axis).AsConstant()];
        OperatorHarness.Check(feeds, x => Op.DFT(x[0], length is null ? null : x[1], x[2], inverse, onesided));
        if (axis == -2)
            OperatorHarness.Check(feeds[..2], x => Op.DFT(x[0], length is null ? null : x[1], null, inverse, onesided));
        Feed[] open = [feeds[0], feeds[1] with { Constant = false }, feeds[2]];
        OperatorHarness.CheckOpen(open, x => Op.DFT(x[0], length is null ? null : x[1], x[2], inverse, onesided));
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Is_a_matrix_product_before_version_20(long[] dims, long axis, long? length, bool inverse, bool onesided)
    {
        Value x = Value.Input(ElementType.Float, Shape.Of(dims), "x");
        Value? n = length is { } number ? Value.Constant(TensorData.Create([], number)) : null;
        Value y = Op.DFT(x, n, Value.Constant(TensorData.Create([], axis)), inverse, onesided);
        Graph graph = new([x], [y]), older = PassPipeline.ForOpset(graph, 13);
        Assert.IsFalse(older.Operators.Any(op => op.SinceVersion > 13));
        Dictionary<string, TensorData> feeds = new() { ["x"] = Feed.Random(dims).Data };
        TensorData expected = OnnxRunner.Run(graph, feeds)[0];
        Assert.AreEqual(Shape.Of(expected.Dims), older.Outputs[0].Shape);
        Assert.IsNull(Close.Difference("y", OnnxRunner.Run(older, feeds, 13)[0], expected, 1e-5, 1e-5));
    }

    [TestMethod]
    public void Gives_back_a_real_signal_of_odd_length() => OperatorHarness.Check(
        [Feed.Random([2, 4, 2]), Feed.Plain<long>([], 7).AsConstant()], x => Op.DFT(x[0], x[1], inverse: true, onesided: true));

    [TestMethod]
    public void Keeps_unknown_lengths_equal()
    {
        Value x = Value.Input(ElementType.Float, ["batch", "time", 1]);
        Assert.AreEqual("(batch, time, 2)", $"{Op.DFT(x).Shape}");
        Assert.AreEqual(Op.DFT(x, onesided: true).Shape, Op.DFT(x, onesided: true).Shape);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("DFT expects an input (…, 1) or (…, 2). Received: (2, 3).", () => Op.DFT(Expect.Input(2, 3)));
        Expect.Error(
            "DFT expects real numbers for a one-sided result. Received: (4, 2).", () => Op.DFT(Expect.Input(4, 2), onesided: true));
        Expect.Error(
            "DFT expects complex numbers for the one-sided inverse. Received: (4, 1).",
            () => Op.DFT(Expect.Input(4, 1), inverse: true, onesided: true));
        Expect.Error(
            "DFT expects an axis other than the last, which is real and imaginary part. Received: -1.",
            () => Op.DFT(Expect.Input(4, 1), axis: Value.Constant(-1)));
        Expect.Error("DFT expects a length of 1 or more. Received: 0.", () => Op.DFT(Expect.Input(4, 1), Value.Constant(0)));
        Value x = Expect.Input(4, 1), axis = Value.Input(ElementType.Int64, []);
        Expect.Error(
            "DFT expects an axis that is known, to be differentiated. Received: one computed at run time.",
            () => Differentiate.Gradient(Op.DFT(x, axis: axis), [x], Expect.Input(4, 2)));
    }

    private static (long Has, long Length) Length(long[] dims, long axis, long? length)
    {
        long has = dims[axis < 0 ? dims.Length + axis : axis];
        return (has, length ?? 2 * (has - 1));
    }
}
