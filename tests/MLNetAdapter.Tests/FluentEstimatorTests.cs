using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class FluentEstimatorTests
{
    [TestMethod]
    public void Gives_the_schema_shape_that_stock_gives()
    {
        Value x = Value.Input(ElementType.Float, ["N", "T"], "x");
        byte[][] models = [TestModels.Mlp(), TestModels.Bytes([x], Op.Relu(x)), TestModels.Identity(ElementType.Float, "N", 8)];
        foreach (byte[] model in models)
        {
            MLContext context = Table.Context;
            SchemaShape input = context.Transforms.CopyColumns("z", "x").GetOutputSchema(
                context.Transforms.CopyColumns("x", "raw").GetOutputSchema(new SchemaShape([Column(context)])));
            string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
            File.WriteAllBytes(file, model);
            SchemaShape stock = context.Transforms.ApplyOnnxModel(["y"], ["x"], file, gpuDeviceId: null, fallbackToCpu: false)
                .GetOutputSchema(input);
            SchemaShape ours = context.Transforms.ApplyFluentModel(file).GetOutputSchema(input);
            File.Delete(file);
            Assert.AreEqual(Text(stock), Text(ours));
        }
    }

    [TestMethod]
    public void Takes_part_in_training_and_evaluation()
    {
        MLContext context = Table.Context;
        IDataView data = context.Transforms.CustomMapping<Numbered, Labelled>((from, to) => to.Label = $"{from.Id % 2}", null)
            .Append(context.Transforms.Conversion.MapValueToKey("Label")).Fit(Table.Floats(200, 8)).Transform(Table.Floats(200, 8));
        var pipeline = context.Transforms.ApplyFluentModel(TestModels.Mlp(), "Features", "x")
            .AppendCacheCheckpoint(context)
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
        Assert.AreEqual(3, context.MulticlassClassification.CrossValidate(data, pipeline, numberOfFolds: 3).Count);
        using var trained = pipeline.Fit(context.Data.TrainTestSplit(data).TrainSet);
        Assert.IsTrue(double.IsFinite(context.MulticlassClassification.Evaluate(trained.Transform(data)).LogLoss));
        IDataView shuffled = context.Data.ShuffleRows(context.Data.Cache(trained.Transform(data)), seed: 3);
        Assert.AreEqual(200, Table.Texts(shuffled, "Features").Distinct().Count());
        Assert.AreEqual(5, context.Data.TakeRows(shuffled, 5).Preview().RowView.Length);
    }

    [TestMethod]
    public void Rows_can_be_filtered_by_their_results()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(100, 1);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            TestModels.Identity(ElementType.Float, "N", 1), "Score", "x", new() { ScalarOutputs = true, BatchSize = 7 }).Fit(data);
        IDataView positive = context.Data.FilterRowsByColumn(ours.Transform(data), "Score", lowerBound: 0);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 100).Where(i => Table.Number(i, 0) >= 0).Select(i => $"{i}").ToArray(), Table.Texts(positive, "Id"));
        IDataView skipped = context.Data.SkipRows(context.Data.Cache(positive), 3);
        Assert.AreEqual(Table.Texts(positive, "Id")[3], Table.Texts(skipped, "Id")[0]);
    }

    [TestMethod]
    public void Names_columns_that_do_not_fit()
    {
        MLContext context = Table.Context;
        FluentEstimator estimator = context.Transforms.ApplyFluentModel(TestModels.Mlp(), "Score", "x");
        Expect(
            "Input column 'x' (tensor 'x' float[N, 8]) expects 8 values of Single a row. Received: Vector<Single, 7>.",
            () => estimator.Fit(Table.Floats(1, 7)));
        Expect(
            "Input column 'x' (tensor 'x' float[N, 8]) expects 8 values of Single a row. Received: Vector<Double, 8>.",
            () => estimator.Fit(Table.Vectors(NumberDataViewType.Double, 8, new double[8])));
        Expect(
            "Input column 'x' (tensor 'x' float[N, 8]) expects 8 values of Single a row. Received: Single.",
            () => estimator.Fit(Table.Scalars(NumberDataViewType.Single, 1f)));
        Expect(
            "Input column 'Pixels' (tensor 'x' float[N, 8]) expects to be among the columns. Received: 'x', 'Id'.",
            () => context.Transforms.ApplyFluentModel(TestModels.Mlp(), "Score", "Pixels").Fit(Table.Floats(1, 8)));
        Expect(
            "Input column 'Pixels' (tensor 'x' float[N, 8]) expects to be among the columns. Received: 'x', 'Id', 'z'.",
            () => context.Transforms.CopyColumns("z", "x").Append(context.Transforms.ApplyFluentModel(TestModels.Mlp(), "Score", "Pixels"))
                .Fit(Table.Floats(1, 8)));
        Expect(
            "Input column 'Id' (tensor 'x' float[N, 8]) expects 8 values of Single a row. Received: Int32.",
            () => context.Transforms.CopyColumns("z", "x").Append(context.Transforms.ApplyFluentModel(TestModels.Mlp(), "Score", "Id"))
                .Fit(Table.Floats(1, 8)));
        Expect(
            "Input column 'x' (tensor 'x' float[N, 8]) expects 8 values a row. Received: 2 values in row 0.",
            () => Table.Texts(estimator.Fit(Table.Vectors<float>(NumberDataViewType.Single, 0))
                .Transform(Table.Vectors(NumberDataViewType.Single, 0, [1f, 2])), "Score"));
    }

    [TestMethod]
    public void Names_models_that_cannot_be_opened()
    {
        MLContext context = Table.Context;
        Expect(
            "ApplyFluentModel expects an ONNX model. Received: A session expects an ONNX model that ONNX Runtime can run. "
            + "Received: the model of 60 bytes: [ErrorCode:InvalidProtobuf] Failed to load model because protobuf parsing failed.",
            () => context.Transforms.ApplyFluentModel(TestModels.Mlp().AsMemory(0, 60)));
        StringAssert.StartsWith(
            Assert.ThrowsExactly<FluentTransformException>(() => context.Transforms.ApplyFluentModel("no/such.onnx")).Message,
            "ApplyFluentModel expects an .onnx file that can be read. Received: 'no/such.onnx': Could not find ");
        Assert.ThrowsExactly<Fluent.DeviceException>(
            () => context.Transforms.ApplyFluentModel(TestModels.Mlp(), options: new() { Device = Fluent.Device.Cuda() }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FluentOptions { BatchSize = 0 });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FluentOptions { IntraOpThreads = 0 });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FluentOptions { BlocksInFlight = 0 });
    }

    [TestMethod]
    public void Names_tensors_that_are_not_there()
    {
        MLContext context = Table.Context;
        Value a = Value.Input(ElementType.Float, ["N", 2], "a"), b = Value.Input(new SequenceType(a.Type), "b");
        byte[] two = TestModels.Bytes([a, b], Op.Relu(a));
        Expect(
            "ApplyFluentModel with one column each expects a model of one input and one output; "
            + "map several by dictionaries from tensor to column. "
            + "Received: inputs 'a' float[N, 2], 'b' no tensor, outputs 'y' float[N, 2].",
            () => context.Transforms.ApplyFluentModel(two, "Score", "x"));
        Expect(
            "ApplyFluentModel expects tensors of numbers, booleans or texts. Received: 'b' no tensor.",
            () => context.Transforms.ApplyFluentModel(two));
        Expect(
            "ApplyFluentModel expects outputs of the model: 'y' float[N, 3]. Received: 'z'.",
            () => context.Transforms.ApplyFluentModel(TestModels.Mlp(), new Dictionary<string, string> { ["z"] = "Score" }, null));
        Expect(
            "ApplyFluentModel expects a column with a name for tensor 'y' float[N, 3]. Received: an empty name.",
            () => context.Transforms.ApplyFluentModel(TestModels.Mlp(), "", "x"));
        Expect(
            "ApplyFluentModel expects a column of its own for each output. Received: no output.",
            () => context.Transforms.ApplyFluentModel(TestModels.Mlp(), new Dictionary<string, string>(), null));
    }

    [TestMethod]
    public void Refuses_rows_that_influence_each_other()
    {
        Value x = Value.Input(ElementType.Float, ["N", 2], "x");
        byte[] model = TestModels.Bytes([x], x - Op.ReduceSum(x, Value.Constant(TensorData.Create<long>([1], 0L))));
        MLContext context = Table.Context;
        IDataView data = Table.Vectors(NumberDataViewType.Single, 2, [1f, 2], [3, 4], [5, 6]);
        Expect(
            "Output column 'y' (tensor 'y' float[N, 2]) expects results that do not depend on the other rows of a batch. "
            + "Received: row 0 differs by 1 of its size between a batch of 1 and of 3. "
            + "Set BatchSize = 1 to score row by row, or CheckRows = false to take what a batch gives.",
            () => context.Transforms.ApplyFluentModel(model).Fit(data));
        using FluentTransformer single = context.Transforms.ApplyFluentModel(model, options: new() { BatchSize = 1 }).Fit(data);
        CollectionAssert.AreEqual(new[] { "0 0", "0 0", "0 0" }, Table.Texts(single.Transform(data), "y"));
        using FluentTransformer batch = context.Transforms.ApplyFluentModel(model, options: new() { CheckRows = false }).Fit(data);
        CollectionAssert.AreEqual(new[] { "-8 -10", "-6 -8", "-4 -6" }, Table.Texts(batch.Transform(data), "y"));
    }

    private static SchemaShape.Column Column(MLContext context)
    {
        SchemaShape shape = context.Transforms.Concatenate("raw", "a", "b").GetOutputSchema(
            context.Transforms.CustomMapping<Nothing, Pair>((_, _) => { }, null).GetOutputSchema(new SchemaShape([])));
        return shape.Single(column => column.Name == "raw");
    }

    private static string Text(SchemaShape shape) =>
        string.Join(", ", shape.OrderBy(c => c.Name).Select(c => $"{c.Name} {c.Kind} {c.ItemType} {c.IsKey} {c.Annotations.Count}"));

    private static void Expect(string text, Action act) =>
        Assert.AreEqual(text, Assert.ThrowsExactly<FluentTransformException>(act).Message);

    private sealed class Nothing
    {
    }

    private sealed class Numbered
    {
        public int Id { get; set; }
    }

    private sealed class Labelled
    {
        public string Label { get; set; } = "";
    }

    private sealed class Pair
    {
#pragma warning disable IDE1006 // Lower case on purpose.
        public float a { get; set; }

        public float b { get; set; }
#pragma warning restore IDE1006
    }
}
