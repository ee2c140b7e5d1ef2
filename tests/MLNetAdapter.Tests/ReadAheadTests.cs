using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class ReadAheadTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(5)]
    public void Serves_rows_in_order_however_many_blocks_are_in_flight(int blocks)
    {
        IDataView data = Table.Floats(500, 8);
        using FluentTransformer ours = Make(TestModels.Mlp(), new() { BatchSize = 7, BlocksInFlight = blocks, CheckRows = false }, data);
        using FluentTransformer single = Make(TestModels.Mlp(), new() { BatchSize = 1, BlocksInFlight = 1 }, data);
        IDataView scored = ours.Transform(data);
        foreach ((float[] a, float[] b) in Table.Vectors(scored, "y").Zip(Table.Vectors(single.Transform(data), "y")))
        {
            Assert.IsTrue(a.Zip(b).All(pair => MathF.Abs(pair.First - pair.Second) <= 1e-5f));
        }

        Assert.AreEqual(72, ours.Model.Runs);
        CollectionAssert.AreEqual(Enumerable.Range(0, 500).Select(i => $"{i}").ToArray(), Table.Texts(scored, "Id"));
    }

    [TestMethod]
    public void Runs_nothing_ahead_of_rows_that_nobody_reads()
    {
        IDataView data = Table.Floats(100, 4);
        using FluentTransformer ours = Make(
            TestModels.Identity(ElementType.Float, "N", 4), new() { BatchSize = 10, BlocksInFlight = 3, CheckRows = false }, data);
        IDataView scored = ours.Transform(data);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["y"]);
        ValueGetter<int> id = cursor.GetGetter<int>(scored.Schema["Id"]);
        VBuffer<float> value = default;
        int number = 0;
        for (int i = 0; i < 100; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
            id(ref number);
            Assert.AreEqual(i, number);
            if (i == 95)
            {
                getter(ref value);
                Assert.AreEqual(Table.Number(95, 1), value.GetItemOrDefault(1));
            }
        }

        Assert.AreEqual(1, ours.Model.Runs);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Groups_rows_of_equal_length(int blocks)
    {
        float[][] rows = [.. Enumerable.Range(0, 700).Select(i => Enumerable.Range(0, i * 7 % 5).Select(j => (float)(i + j)).ToArray())];
        IDataView data = Table.Vectors(NumberDataViewType.Single, 0, rows);
        using FluentTransformer ours = Make(
            TestModels.Identity(ElementType.Float, "N", "T"), new() { BatchSize = 10, BlocksInFlight = blocks, CheckRows = false }, data);
        IDataView scored = ours.Transform(data);
        CollectionAssert.AreEqual(rows.Select(row => string.Join(" ", row)).ToArray(), Table.Texts(scored, "y"));
        // Windows of 80 rows: five lengths, 16 rows each.
        Assert.AreEqual((8 * 5 * 2) + (5 * 2), ours.Model.Runs);
    }

    [TestMethod]
    public void Groups_rows_of_several_inputs_by_all_their_lengths()
    {
        Value x = Value.Input(ElementType.Float, ["N", "A"], "x"), z = Value.Input(ElementType.Float, ["N", "B"], "z");
        Value axis = Value.Constant(TensorData.Create<long>([1], 1L)), sum = Op.ReduceSum(x, axis) + Op.ReduceSum(z, axis);
        sum.Name = "y";
        MLContext context = Table.Context;
        Pair[] rows = [.. Enumerable.Range(0, 90).Select(i => new Pair { x = Ones(i % 3), z = Ones(i % 2) })];
        IDataView data = context.Data.LoadFromEnumerable(rows);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            new OnnxModel(new Graph([x, z], [sum])).ToBytes(), options: new() { BatchSize = 32 }).Fit(data);
        CollectionAssert.AreEqual(rows.Select(row => $"{row.x.Length + row.z.Length}").ToArray(), Table.Texts(ours.Transform(data), "y"));

        static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Names_the_row_that_fails_and_serves_the_others(int blocks)
    {
        Value x = Value.Input(ElementType.Int64, ["N", 1], "x");
        Value table = Value.Constant(TensorData.Create<float>([3, 1], 1f, 2f, 3f));
        byte[] model = TestModels.Bytes([x], Op.Gather(table, x));
        IDataView data = Table.Vectors(
            NumberDataViewType.Int64, 1, [.. Enumerable.Range(0, 100).Select(i => new[] { i == 57 ? 9L : i % 3 })]);
        using FluentTransformer ours = Make(model, new() { BatchSize = 8, BlocksInFlight = blocks, CheckRows = false }, data);
        IDataView scored = ours.Transform(data);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["y"]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["y"]);
        VBuffer<float> value = default;
        for (int i = 0; cursor.MoveNext(); i++)
        {
            if (i == 57)
            {
                StringAssert.StartsWith(
                    Assert.ThrowsExactly<FluentTransformException>(() => getter(ref value)).Message,
                    "Applying the model to row 57 from columns 'x' (tensor 'x' int64[N, 1]) to 'y' (tensor 'y' float[N, 1, 1]) expects to " +
                    "run. Received: ONNX Runtime expects to run the model to its end. Received: [ErrorCode:InvalidArgument] ");
                continue;
            }

            getter(ref value);
            Assert.AreEqual(1 + (i % 3), value.GetItemOrDefault(0));
        }
    }

    [TestMethod]
    public void Ends_while_blocks_are_in_flight()
    {
        IDataView data = Table.Floats(1000, 64);
        using CancellationTokenSource source = new();
        using FluentTransformer ours = Make(
            TestModels.Mlp(64, 2000, 10), new() { BlocksInFlight = 4, BatchSize = 64, Cancellation = source.Token }, data);
        for (int i = 0; i < 20; i++)
        {
            Read(ours.Transform(data), 65 + (i * 40));
        }

        source.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(() => Read(ours.Transform(data), 1));
    }

    private static void Read(IDataView scored, int rows)
    {
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["y"]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["y"]);
        VBuffer<float> value = default;
        for (int i = 0; i < rows && cursor.MoveNext(); i++)
        {
            getter(ref value);
        }
    }

    private static FluentTransformer Make(byte[] model, FluentOptions options, IDataView data) =>
        Table.Context.Transforms.ApplyFluentModel(model, options: options).Fit(data);

#pragma warning disable IDE1006 // Columns are named like tensors.
    private sealed class Pair
    {
        public float[] x { get; set; } = [];

        public float[] z { get; set; } = [];
    }
#pragma warning restore IDE1006
}
