using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class FluentTransformerTests
{
    [TestMethod]
    public void Gives_what_stock_gives_for_every_item_type()
    {
        Check<float>(ElementType.Float, NumberDataViewType.Single, [[1f, -2.5f], [3, float.NaN], [0, 7]]);
        Check<double>(ElementType.Double, NumberDataViewType.Double, [[1d, -2.5], [3, 4], [0, 7]]);
        Check<sbyte>(ElementType.Int8, NumberDataViewType.SByte, [[1, -128], [3, 4], [0, 7]]);
        Check<short>(ElementType.Int16, NumberDataViewType.Int16, [[1, -2], [3, 4], [0, 7]]);
        Check<int>(ElementType.Int32, NumberDataViewType.Int32, [[1, int.MinValue], [3, 4], [0, 7]]);
        Check<long>(ElementType.Int64, NumberDataViewType.Int64, [[1L, long.MinValue], [3, 4], [0, 7]]);
        Check<byte>(ElementType.UInt8, NumberDataViewType.Byte, [[1, 255], [3, 4], [0, 7]]);
        Check<ushort>(ElementType.UInt16, NumberDataViewType.UInt16, [[1, 65535], [3, 4], [0, 7]]);
        Check<uint>(ElementType.UInt32, NumberDataViewType.UInt32, [[1u, uint.MaxValue], [3, 4], [0, 7]]);
        Check<ulong>(ElementType.UInt64, NumberDataViewType.UInt64, [[1ul, ulong.MaxValue], [3, 4], [0, 7]]);
        Check<bool>(ElementType.Bool, BooleanDataViewType.Instance, [[true, false], [false, false], [true, true]]);
        Check<string>(ElementType.String, TextDataViewType.Instance, [["a", "é"], ["", "c"], ["d", "e"]]);

        static void Check<T>(ElementType type, DataViewType item, T[][] rows) =>
            Equal(TestModels.Identity(type, "N", 2), Table.Vectors(item, 2, rows));
    }

    [TestMethod]
    public void Gives_what_stock_gives_for_scalars()
    {
        Equal(TestModels.Identity(ElementType.Float, "N", 1), Table.Scalars<float>(NumberDataViewType.Single, 1, 2, 3));
        Equal(TestModels.Identity(ElementType.Int64, "N"), Table.Vectors(NumberDataViewType.Int64, 1, [1L], [2L], [3L]));
        Equal(TestModels.Identity(ElementType.UInt32, "N", 1), Table.Scalars<uint>(new KeyDataViewType(typeof(uint), 9), 1, 0, 9));
        // Stock cannot feed a scalar column to a tensor of one axis.
        CollectionAssert.AreEqual(
            new[] { "4", "5" }, Texts(TestModels.Identity(ElementType.Int64, "N"), Table.Scalars<long>(NumberDataViewType.Int64, 4, 5)));
    }

    [TestMethod]
    public void Gives_what_stock_gives_for_shapes()
    {
        Equal(TestModels.Identity(ElementType.Float, "N", 3, 4), Table.Floats(5, 12));
        Equal(TestModels.Identity(ElementType.Float, 1, 4), Table.Floats(5, 4));
        Equal(TestModels.Identity(ElementType.Float, 2, 4), Table.Floats(5, 8));
        Equal(TestModels.Mlp(), Table.Floats(70, 8), tolerance: 1e-5f);
    }

    [TestMethod]
    public void Gives_what_stock_gives_for_several_inputs_and_outputs()
    {
        Value a = Value.Input(ElementType.Float, ["N", 2], "x"), b = Value.Input(ElementType.Float, ["N", 1], "Id2");
        Value sum = a + b, product = a * b;
        (sum.Name, product.Name) = ("sum", "product");
        byte[] model = TestModels.Bytes([a, b], sum, product);
        MLContext context = Table.Context;
        IDataView data = context.Transforms.Conversion.ConvertType("Id2", "Id", DataKind.Single)
            .Fit(Table.Floats(40, 2)).Transform(Table.Floats(40, 2));
        IDataView stock = Table.Stock(context, model, data, ["sum", "product"], ["x", "Id2"]).Transform(data);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(model).Fit(data);
        foreach (string column in new[] { "sum", "product", "Id" })
        {
            CollectionAssert.AreEqual(Table.Texts(stock, column), Table.Texts(ours.Transform(data), column));
        }
    }

    [TestMethod]
    public void Gives_the_largest_class_as_stock_does()
    {
        Value x = Value.Input(ElementType.Float, ["N", 4], "x");
        Value best = TestModels.Node(
            "ArgMax",
            13,
            [x],
            new TensorType(ElementType.Int64, ["N"]),
            new OnnxEmit.Attribute("axis", 1L),
            new OnnxEmit.Attribute("keepdims", 0L));
        Equal(TestModels.Bytes([x], best), Table.Floats(50, 4));
    }

    [TestMethod]
    public void Reads_half_precision_as_single()
    {
        byte[] model = TestModels.Identity(ElementType.Float16, "N", 2);
        CollectionAssert.AreEqual(
            new[] { "1 0.5", "-2 3" }, Texts(model, Table.Vectors(NumberDataViewType.Single, 2, [1f, 0.5f], [-2, 3])));
    }

    [TestMethod]
    public void Reads_bfloat16_as_single()
    {
        // The upper half of the bits, to the nearest and to even between two; where ONNX Runtime tells the size, too.
        float[][] rows = [[1f, 1.00390625f], [1.01171875f, -2.501f], [float.NaN, float.PositiveInfinity], [0f, -0f]];
        string[] expected = ["1 1", "1.015625 -2.5", "NaN Infinity", "0 -0"];
        IDataView fixedSize = Table.Vectors(NumberDataViewType.Single, 2, rows);
        CollectionAssert.AreEqual(expected, Texts(TestModels.Identity(ElementType.BFloat16, "N", 2), fixedSize));
        IDataView anySize = Table.Vectors(NumberDataViewType.Single, 0, rows);
        CollectionAssert.AreEqual(expected, Texts(TestModels.Identity(ElementType.BFloat16, "N", "T"), anySize));
    }

    [TestMethod]
    public void Gives_scalars_where_asked_to()
    {
        IDataView data = Table.Scalars<float>(NumberDataViewType.Single, 1, 2, 3);
        foreach (byte[] model in new[] { TestModels.Identity(ElementType.Float, "N"), TestModels.Identity(ElementType.Float, "N", 1) })
        {
            MLContext context = Table.Context;
            FluentEstimator estimator = context.Transforms.ApplyFluentModel(model, options: new() { ScalarOutputs = true });
            using FluentTransformer ours = estimator.Fit(data);
            IDataView scored = ours.Transform(data);
            Assert.AreEqual(NumberDataViewType.Single, scored.Schema["y"].Type);
            CollectionAssert.AreEqual(new[] { "1", "2", "3" }, Table.Texts(scored, "y"));
            SchemaShape shape = context.Transforms.CopyColumns("z", "y").GetOutputSchema(estimator.GetOutputSchema(
                context.Transforms.CopyColumns("x", "Id").GetOutputSchema(new SchemaShape([Float(context)]))));
            Assert.AreEqual(SchemaShape.Column.VectorKind.Scalar, shape.Single(column => column.Name == "z").Kind);
        }

        static SchemaShape.Column Float(MLContext context) => context.Transforms.Conversion.ConvertType("Id", "Id", DataKind.Single)
            .GetOutputSchema(context.Transforms.CustomMapping<Nothing, Number>((_, _) => { }, null).GetOutputSchema(new SchemaShape([])))
            .Single();
    }

    [TestMethod]
    public void Runs_rows_of_one_length_together()
    {
        MLContext context = Table.Context;
        byte[] model = TestModels.Identity(ElementType.Float, "N", "T");
        float[][] rows = [[1], [2], [3, 4], [5, 6], [7, 8], [9], []];
        IDataView data = Table.Vectors(NumberDataViewType.Single, 0, rows);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(model).Fit(Table.Vectors<float>(NumberDataViewType.Single, 0));
        IDataView scored = ours.Transform(data);
        CollectionAssert.AreEqual(rows.Select(row => string.Join(" ", row)).ToArray(), Table.Texts(scored, "y"));
        Assert.AreEqual(3, ours.Model.Runs);
        Assert.AreEqual(Table.Stock(context, model, data).Transform(data).Schema["y"].Type.ToString(), scored.Schema["y"].Type.ToString());
    }

    [TestMethod]
    public void Takes_open_sizes_from_the_column()
    {
        byte[] model = TestModels.Identity(ElementType.Float, "N", "C", "H");
        float[][] rows = [[1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]];
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Grid));
        definition["x"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2, 3);
        IDataView data = Table.Context.Data.LoadFromEnumerable(rows.Select(row => new Grid { x = row }), definition);
        CollectionAssert.AreEqual(new[] { "1 2 3 4 5 6", "6 5 4 3 2 1" }, Texts(model, data));
    }

    [TestMethod]
    public void Hides_a_column_of_the_same_name()
    {
        IDataView data = Table.Floats(3, 4);
        using FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(TestModels.Mlp(4), "x", "x").Fit(data);
        IDataView scored = ours.Transform(data);
        Assert.AreEqual(3, scored.Schema.Count);
        Assert.AreEqual(3, Table.Vectors(scored, "x")[0].Length);
    }

    [TestMethod]
    public void Tells_its_device()
    {
        using FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(TestModels.Mlp()).Fit(Table.Floats(1, 8));
        Assert.AreEqual(Fluent.Device.Cpu, ours.Device.Got);
    }

    [TestMethod]
    public void Logs_its_device_and_warns_of_another_one()
    {
        MLContext context = Table.Context;
        List<LoggingEventArgs> log = [];
        context.Log += (_, entry) => log.Add(entry);
        IDataView data = Table.Floats(1, 8);
        using FluentTransformer plain = context.Transforms.ApplyFluentModel(TestModels.Mlp()).Fit(data);
        LoggingEventArgs entry = log.Single(e => e.RawMessage.StartsWith("Requested device ", StringComparison.Ordinal));
        Assert.AreEqual("Requested device Cpu, got Cpu. The processor is always there.", entry.RawMessage);
        Assert.AreEqual(ChannelMessageKind.Info, entry.Kind);
        log.Clear();
        using FluentTransformer other = context.Transforms.ApplyFluentModel(
            TestModels.Mlp(), "y", "x", new() { Device = Fluent.Device.Auto }).Fit(data);
        using MemoryStream stream = new();
        context.Model.Save(other, data.Schema, stream);
        stream.Position = 0;
        using var again = (FluentTransformer)context.Model.LoadFluent(stream, out _);
        LoggingEventArgs[] both = [.. log.Where(e => e.RawMessage.StartsWith("Requested device Auto", StringComparison.Ordinal))];
        Assert.HasCount(2, both);                                // when it was opened, and when it was loaded
        foreach (LoggingEventArgs of in both)
        {
            Assert.AreEqual(other.Device.ToString(), of.RawMessage);
            Assert.AreEqual(other.Device.Missing is null ? ChannelMessageKind.Info : ChannelMessageKind.Warning, of.Kind);
        }

        Assert.AreEqual(other.Device, again.Device);
    }

    private static string[] Texts(byte[] model, IDataView data)
    {
        using FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(model).Fit(data);
        return Table.Texts(ours.Transform(data), "y");
    }

    private static void Equal(byte[] model, IDataView data, float tolerance = 0)
    {
        MLContext context = Table.Context;
        IDataView stock = Table.Stock(context, model, data).Transform(data);
        using FluentTransformer transformer = context.Transforms.ApplyFluentModel(model, options: new() { BatchSize = 32 }).Fit(data);
        IDataView ours = transformer.Transform(data);
        Assert.AreEqual(string.Join(", ", stock.Schema), string.Join(", ", ours.Schema));
        if (tolerance == 0)
        {
            CollectionAssert.AreEqual(Table.Texts(stock, "y"), Table.Texts(ours, "y"));
            return;
        }

        foreach ((float[] a, float[] b) in Table.Vectors(stock, "y").Zip(Table.Vectors(ours, "y"), (a, b) => (a, b)))
        {
            Assert.IsTrue(
                a.Zip(b).All(pair => MathF.Abs(pair.First - pair.Second) <= tolerance), $"{string.Join(" ", a)} {string.Join(" ", b)}");
        }
    }

    private sealed class Nothing
    {
    }

    private sealed class Number
    {
        public float Id { get; set; }
    }

#pragma warning disable IDE1006 // The column is named like the tensor.
    private sealed class Grid
    {
        public float[] x { get; set; } = [];
    }
#pragma warning restore IDE1006
}
