using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class GatherNDTests
{
    [TestMethod]
    [DataRow(new long[] { 4 }, new long[] { 3, 1 }, new long[] { 1, 1, -1 }, 0L)]
    [DataRow(new long[] { 3, 4 }, new long[] { 2 }, new long[] { 1, -2 }, 0L)]
    [DataRow(new long[] { 3, 4 }, new long[] { 3, 2 }, new long[] { 1, 2, 0, -1, 1, 2 }, 0L)]
    [DataRow(new long[] { 3, 4, 2 }, new long[] { 2, 1, 2 }, new long[] { 1, 2, -3, 0 }, 0L)]
    [DataRow(new long[] { 3, 4, 2 }, new long[] { 2, 1 }, new long[] { 2, 2 }, 0L)]
    [DataRow(new long[] { 2, 3, 2 }, new long[] { 2, 2, 1 }, new long[] { 0, 2, 1, 1 }, 1L)]
    [DataRow(new long[] { 2, 3, 4 }, new long[] { 2, 3, 1 }, new long[] { 0, 3, 1, 2, -1, 2 }, 2L)]
    public void Picks_by_coordinates(long[] data, long[] shape, long[] indices, long batchDims) =>
        OperatorHarness.Check([Feed.Random(data), Feed.Plain(shape, indices)], x => Op.GatherND(x[0], x[1], batchDims));

    [TestMethod]
    public void Differentiates_lengths_known_at_run_time_only()
    {
        Value data = Value.Input(ElementType.Float, ["batch", "time", 3], "x0");
        Value indices = Value.Input(ElementType.Int64, ["picks", 2], "x1");
        Value y = Op.GatherND(data, indices), dY = Value.Input(y.Type, "dy");
        Graph backward = new([data, indices, dY], Differentiate.Gradient([y], [data], [dY])!);
        TensorData dX = OnnxRunner.Run(backward, new Dictionary<string, TensorData>
        {
            ["x0"] = TensorData.Create<float>([2, 2, 3], new float[12]),
            ["x1"] = TensorData.Create<long>([3, 2], [1, 0, 0, -1, 1, 0]),
            ["dy"] = TensorData.Create<float>([3, 3], [1, 2, 3, 4, 5, 6, 10, 20, 30]),
        })[0];
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 4, 5, 6, 11, 22, 33, 0, 0, 0 }, dX.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("GatherND expects 1 to 2 coordinates for each pick. Received: 3.",
            () => Op.GatherND(Expect.Input(3, 4), Value.Constant(0, 1, 2)));
        Expect.Error("GatherND expects batch_dims below both ranks. Received: 1, data (3, 4), indices (2).",
            () => Op.GatherND(Expect.Input(3, 4), Value.Constant(0, 1), 1));
        Expect.Error("GatherND expects data and indices of 1 equal leading axes. Received: data (3, 4), indices (2, 1).",
            () => Op.GatherND(Expect.Input(3, 4), Value.Input(ElementType.Int64, [2, 1]), 1));
    }
}
