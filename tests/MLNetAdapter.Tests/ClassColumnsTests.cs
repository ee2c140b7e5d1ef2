using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class ClassColumnsTests
{
    private static readonly byte[] Scores = TestModels.Identity(ElementType.Float, "N", 3);

    [TestMethod]
    public void Predicts_labels_with_the_label_columns_own_keys()
    {
        MLContext context = Table.Context;
        IDataView data = Labelled(context);
        FluentEstimator estimator = context.Transforms.ApplyFluentModel(
            Scores, "Score", "x", new() { Classes = new() { Top = 2 } });
        var pipeline = estimator.Append(context.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel"))
            .Append(context.Transforms.Conversion.MapKeyToValue("Names", "TopLabels"));
        using var fitted = pipeline.Fit(data);
        IDataView scored = fitted.Transform(data);
        CollectionAssert.AreEqual(new[] { "pear", "apple", "fig", "pear" }, Table.Texts(scored, "Name"));
        CollectionAssert.AreEqual(new[] { "pear fig", "apple pear", "fig apple", "pear fig" }, Table.Texts(scored, "Names"));
        CollectionAssert.AreEqual(new[] { "3 1", "2 1", "5 0", "4 4" }, Table.Texts(scored, "TopScores"));
        Assert.AreEqual(data.Schema["Label"].Type, scored.Schema["PredictedLabel"].Type);
        VBuffer<ReadOnlyMemory<char>> slots = default;
        scored.Schema["Score"].GetSlotNames(ref slots);
        Assert.AreEqual("apple pear fig", string.Join(" ", slots.DenseValues()));
        MulticlassClassificationMetrics metrics = context.MulticlassClassification.Evaluate(
            context.Transforms.ApplyFluentModel(Softmax(), "Score", "x", new() { Classes = new() }).Fit(data).Transform(data));
        Assert.AreEqual(0.75, metrics.MicroAccuracy);
    }

    [TestMethod]
    public void Predicts_given_names()
    {
        MLContext context = Table.Context;
        IDataView data = Rows();
        FluentOptions options = new()
        {
            Classes = new()
            {
                Names = ["a", "b", "c"],
                PredictedLabelColumnName = "Best",
                Top = 3,
                TopLabelsColumnName = "L",
                TopScoresColumnName = "S",
            },
        };
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(Scores, options: options).Fit(data);
        IDataView scored = ours.Transform(data);
        CollectionAssert.AreEqual(new[] { "2", "1", "3", "2", "0" }, Table.Texts(scored, "Best"));
        CollectionAssert.AreEqual(new[] { "2 3 1", "1 2 3", "3 1 2", "2 3 1", "0 0 0" }, Table.Texts(scored, "L"));
        Assert.AreEqual("NaN NaN NaN", Table.Texts(scored, "S")[4]);
    }

    [TestMethod]
    public void Takes_keys_of_numbers_and_keys_without_values()
    {
        MLContext context = Table.Context;
        IDataView numbers = context.Transforms.CustomMapping<Numbered, Valued>((from, to) => to.Label = from.Id % 3 * 10, null)
            .Append(context.Transforms.Conversion.MapValueToKey("Label")).Fit(Rows()).Transform(Rows());
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(Scores, options: new() { Classes = new() }).Fit(numbers);
        IDataView scored = ours.Transform(numbers);
        IDataView mapped = context.Transforms.Conversion.MapKeyToValue("Value", "PredictedLabel").Fit(scored).Transform(scored);
        CollectionAssert.AreEqual(new[] { "10", "0", "20", "10" }, Table.Texts(mapped, "Value").Take(4).ToArray());
        IDataView keys = Table.Scalars<uint>(new KeyDataViewType(typeof(uint), 3), 1, 2);
        IDataView bare = context.Transforms.CopyColumns("Label", "x").Append(context.Transforms.CustomMapping<Numbered, Three>(
            (_, to) => to.x = [1, 2, 3], null)).Fit(keys).Transform(keys);
        using FluentTransformer plain = context.Transforms.ApplyFluentModel(Scores, options: new() { Classes = new() }).Fit(bare);
        CollectionAssert.AreEqual(new[] { "3", "3" }, Table.Texts(plain.Transform(bare), "PredictedLabel"));
    }

    [TestMethod]
    public void Predicts_row_by_row()
    {
        MLContext context = Table.Context;
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            Scores, options: new() { Classes = new() { Names = ["a", "b", "c"] } }).Fit(Rows());
        using PredictionEngine<Three, Prediction> engine = context.Model.CreatePredictionEngine<Three, Prediction>(
            ours, new PredictionEngineOptions { OwnsTransformer = false });
        Assert.AreEqual(3u, engine.Predict(new() { x = [1, 2, 5] }).PredictedLabel);
        Assert.AreEqual(1u, engine.Predict(new() { x = [9, 2, 5] }).PredictedLabel);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        IDataView data = Labelled(Table.Context);
        Expect(
            "Classes expects 3 of them, one for each score of 'y' (tensor 'y' float[N, 3]). Received: 2.",
            new() { Names = ["a", "b"] },
            data);
        Expect(
            "Classes expects names, or a key column 'Kind' to take them from. Received: neither.",
            new() { LabelColumnName = "Kind" },
            data);
        Expect(
            "Classes expects one output of a score a class in column 'Score'. Received: 'y' (tensor 'y' float[N, 3]).",
            new() { ScoreColumnName = "Score" },
            data);
        Expect("Classes expects at most 3 best ones. Received: Top = 4.", new() { Top = 4 }, data);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ClassOptions { Top = -1 });

        static void Expect(string text, ClassOptions classes, IDataView data) => Assert.AreEqual(
            text,
            Assert.ThrowsExactly<FluentTransformException>(
                () => Table.Context.Transforms.ApplyFluentModel(Scores, options: new() { Classes = classes }).Fit(data)).Message);
    }

    private static byte[] Softmax()
    {
        Value x = Value.Input(ElementType.Float, ["N", 3], "x");
        return TestModels.Bytes([x], Op.Softmax(x));
    }

    private static IDataView Rows() => Table.Vectors(
        NumberDataViewType.Single, 3, [0f, 3, 1], [2, 1, 0], [0, -1, 5], [1, 4, 4], [float.NaN, float.NaN, float.NaN]);

    private static IDataView Labelled(MLContext context)
    {
        // The second row scores as an apple: one of four is wrong.
        string[] names = ["pear", "pear", "fig", "pear"];
        IDataView rows = context.Data.TakeRows(Rows(), 4);
        IDataView named = context.Transforms.CustomMapping<Numbered, Named>((from, to) => to.Label = names[from.Id], null)
            .Fit(rows).Transform(rows);
        IDataView order = context.Data.LoadFromEnumerable(new[] { "apple", "pear", "fig" }.Select(name => new Named { Label = name }));
        return context.Transforms.Conversion.MapValueToKey("Label", keyData: order).Fit(named).Transform(named);
    }

    private sealed class Numbered
    {
        public int Id { get; set; }
    }

    private sealed class Named
    {
        public string Label { get; set; } = "";
    }

    private sealed class Valued
    {
        public float Label { get; set; }
    }

    private sealed class Prediction
    {
        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

#pragma warning disable IDE1006 // The column is named like the tensor.
    private sealed class Three
    {
        [VectorType(3)]
        public float[] x { get; set; } = [];
    }
#pragma warning restore IDE1006
}
