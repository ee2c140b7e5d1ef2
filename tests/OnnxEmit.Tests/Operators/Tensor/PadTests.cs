using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class PadTests
{
    [TestMethod]
    public void Axes_whose_pads_are_numbers_stay_known_beside_computed_ones()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3, Dim.Unknown()]), none = Value.Constant([0L]);
        Value computed = Op.Shape(x, 2, 3) / Value.Constant([2L]);
        Shape shape = Op.Pad(x, Op.Concat(0, Value.Constant([0L, 1L]), computed, none, none, none)).Shape;
        Assert.AreEqual("(batch, 4, ?)", shape.ToString());
    }

    [TestMethod]
    [DataRow("constant", new long[] { 4 }, new long[] { 2, 1 })]
    [DataRow("constant", new long[] { 2, 3, 4 }, new long[] { 0, 1, 2, 0, 0, 3 })]
    [DataRow("constant", new long[] { 4, 5 }, new long[] { -1, 2, 1, -2 })]
    [DataRow("edge", new long[] { 4 }, new long[] { 2, 1 })]
    [DataRow("edge", new long[] { 2, 3, 4 }, new long[] { 0, 1, 2, 0, 0, 3 })]
    [DataRow("edge", new long[] { 1, 2 }, new long[] { 3, 0, 2, 5 })]
    [DataRow("reflect", new long[] { 4 }, new long[] { 3, 1 })]
    [DataRow("reflect", new long[] { 2, 3, 5 }, new long[] { 0, 1, 2, 0, 2, 4 })]
    [DataRow("wrap", new long[] { 4 }, new long[] { 3, 1 })]
    [DataRow("wrap", new long[] { 2, 3, 5 }, new long[] { 0, 1, 2, 0, 2, 5 })]
    [DataRow("wrap", new long[] { 2, 3 }, new long[] { 0, 4, 0, 7 })]
    public void Pads(string mode, long[] data, long[] pads) =>
        OperatorHarness.Check([Feed.Random(data), Feed.Axes(pads)], x => Op.Pad(x[0], x[1], mode: mode));

    [TestMethod]
    [DataRow("constant")]
    [DataRow("edge")]
    [DataRow("reflect")]
    [DataRow("wrap")]
    public void Pads_some_axes(string mode) => OperatorHarness.Check(
        [Feed.Random([2, 3, 4]), Feed.Axes(1, 2, 2, 0), Feed.Axes(-1, 1)], x => Op.Pad(x[0], x[1], null, x[2], mode));

    [TestMethod]
    [DataRow("constant")]
    [DataRow("edge")]
    [DataRow("reflect")]
    [DataRow("wrap")]
    public void Pads_may_be_known_at_run_time_only(string mode) =>
        OperatorHarness.CheckOpen([Feed.Random([2, 4, 3]), Feed.Plain<long>([6], 0, 1, 2, 0, 3, 1)], x => Op.Pad(x[0], x[1], mode: mode));

    [TestMethod]
    public void Adds_a_number_and_differentiates_it() =>
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Axes(1, 0, 2, 1), Feed.Of([], 0.5f)], x => Op.Pad(x[0], x[1], x[2]));

    [TestMethod]
    public void Pads_integers() => OperatorHarness.Check(
        [Feed.Plain<long>([3], 1, 2, 3), Feed.Axes(1, 1), Feed.Plain<long>([], 7)], x => Op.Pad(x[0], x[1], x[2]));

    [TestMethod]
    public void Lengths_that_stay_keep_their_name()
    {
        Value x = Value.Input(ElementType.Float, ["batch", "height", 3]);
        Value y = Op.Pad(x, Value.Constant(0, 1, 1, 0, 2, 1));
        Assert.AreEqual("(batch, ?, 5)", y.Shape.ToString());
        Assert.AreEqual<Dim>("batch", y.Shape[0]);
        Assert.AreEqual(y.Shape, Op.Pad(x, Value.Constant(0, 2, 1, 0, 1, 1)).Shape);
    }

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        Value x = Expect.Input(4), pads = Value.Constant(1, 1);
        Assert.AreEqual(11, Op.Pad(x, pads).Producer!.SinceVersion);
        Assert.AreEqual(18, Op.Pad(x, pads, null, Value.Constant(0)).Producer!.SinceVersion);
        Assert.AreEqual(19, Op.Pad(x, pads, mode: "wrap").Producer!.SinceVersion);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("Pad expects 4 pads, two for each padded axis. Received: 3.",
            () => Op.Pad(Expect.Input(2, 3), Value.Constant(1, 1, 1)));
        Expect.Error("Pad expects pads that leave lengths of 0 or more. Received: data (2), pads (-3, 0).",
            () => Op.Pad(Expect.Input(2), Value.Constant(-3, 0)));
        Expect.Error("Pad expects mode to be constant, reflect, edge or wrap. Received: 'mirror'.",
            () => Op.Pad(Expect.Input(2), Value.Constant(1, 0), mode: "mirror"));
    }
}
