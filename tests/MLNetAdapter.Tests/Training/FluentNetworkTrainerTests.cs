using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Fluent.Activations;

namespace MLNetAdapter.Tests;

/// <summary>Networks as trainers of ML.NET's catalogs.</summary>
[TestClass]
public sealed class FluentNetworkTrainerTests
{
    private static readonly FluentTrainingOptions Options = new() { Epochs = 60, Optimizer = () => new Adam(0.02f) };

    [TestMethod]
    public void Classes_are_told_apart_and_answered_by_their_own_names()
    {
        MLContext context = Table.Context;
        IDataView data = Points(context);
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label", "Side")
            .Append(context.MulticlassClassification.Trainers.FluentNetwork(x => x.Dense(8, Relu), Options))
            .Append(context.Transforms.Conversion.MapKeyToValue("Answer", "PredictedLabel"));
        IDataView scored = pipeline.Fit(data).Transform(data);
        Assert.IsGreaterThan(0.95, context.MulticlassClassification.Evaluate(scored).MicroAccuracy);
        string[] expected = [.. scored.GetColumn<string>("Side")], received = [.. scored.GetColumn<string>("Answer")];
        Assert.IsGreaterThan(0.95, expected.Zip(received).Average(pair => pair.First == pair.Second ? 1.0 : 0));
        foreach (float[] probabilities in scored.GetColumn<float[]>("Score"))
            Assert.AreEqual(1, probabilities.Sum(), 1e-5);
    }

    [TestMethod]
    public void Yes_or_no_has_a_score_a_probability_and_an_answer()
    {
        MLContext context = Table.Context;
        IDataView data = Points(context);
        using FluentPredictionTransformer trained = context.BinaryClassification.Trainers.FluentNetwork(
            x => x.Dense(8, Relu), "Inside", options: Options).Fit(data);
        IDataView scored = trained.Transform(data);
        CalibratedBinaryClassificationMetrics metrics = context.BinaryClassification.Evaluate(scored, "Inside");
        Assert.IsGreaterThan(0.95, metrics.Accuracy);
        float[] scores = [.. scored.GetColumn<float>("Score")], chances = [.. scored.GetColumn<float>("Probability")];
        bool[] answers = [.. scored.GetColumn<bool>("PredictedLabel")];
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.AreEqual(1 / (1 + Math.Exp(-scores[i])), chances[i], 1e-6);
            Assert.AreEqual(chances[i] > 0.5f, answers[i]);
        }
    }

    [TestMethod]
    public void Numbers_are_approached_and_features_weighed()
    {
        MLContext context = Table.Context;
        IDataView data = Points(context);
        using FluentPredictionTransformer trained = context.Regression.Trainers.FluentNetwork(
            x => x.Dense(16, Relu), "Sum", options: Options).Fit(data);
        Assert.IsGreaterThan(0.95, context.Regression.Evaluate(trained.Transform(data), "Sum").RSquared);
        var importance = context.Regression.PermutationFeatureImportance(trained, data, "Sum", permutationCount: 3);
        Assert.IsLessThan(importance[1].RSquared.Mean, importance[0].RSquared.Mean);       // 3a + b: the first weighs more
        Assert.AreEqual(0, importance[2].RSquared.Mean, 0.1);                               // the third says nothing
    }

    [TestMethod]
    public void Features_of_classes_and_of_yes_or_no_are_weighed_too()
    {
        MLContext context = Table.Context;
        IDataView data = Points(context);
        IDataView keyed = context.Transforms.Conversion.MapValueToKey("Label", "Side").Fit(data).Transform(data);
        using FluentPredictionTransformer side = context.MulticlassClassification.Trainers.FluentNetwork(
            x => x.Dense(8, Relu), options: Options).Fit(keyed);
        var sides = context.MulticlassClassification.PermutationFeatureImportance(side, keyed, permutationCount: 3);
        Assert.IsLessThan(sides[1].MicroAccuracy.Mean - 0.2, sides[0].MicroAccuracy.Mean);         // the side is told by the first alone
        using FluentPredictionTransformer inside = context.BinaryClassification.Trainers.FluentNetwork(
            x => x.Dense(8, Relu), "Inside", options: Options).Fit(data);
        var insides = context.BinaryClassification.PermutationFeatureImportance(inside, data, "Inside", permutationCount: 3);
        Assert.IsLessThan(insides[2].Accuracy.Mean - 0.1, insides[0].Accuracy.Mean);               // the third says nothing
    }

    [TestMethod]
    public void Cross_validation_keeps_groups_together()
    {
        MLContext context = Table.Context;
        IDataView data = Points(context);
        var folds = context.BinaryClassification.CrossValidate(
            data, context.BinaryClassification.Trainers.FluentNetwork(x => x.Dense(8, Relu), "Inside", options: Options),
            numberOfFolds: 3, "Inside", samplingKeyColumnName: "Group");
        uint[][] groups = [.. folds.Select(fold => fold.ScoredHoldOutSet.GetColumn<uint>("Group").Distinct().ToArray())];
        Assert.AreEqual(groups.Sum(g => g.Length), groups.SelectMany(g => g).Distinct().Count());
        Assert.AreEqual(10, groups.Sum(g => g.Length));
    }

    [TestMethod]
    public void Weights_and_validation_data_are_taken()
    {
        MLContext context = Table.Context;
        List<string> log = [];
        context.Log += (_, entry) => log.Add(entry.Message);
        IDataView data = Points(context);
        FluentNetworkTrainer trainer = context.Regression.Trainers.FluentNetwork(
            x => x, "Sum", exampleWeightColumnName: "Weight", options: new() { Epochs = 2 });
        using FluentPredictionTransformer trained = trainer.Fit(data, data);
        Assert.HasCount(2, log.Where(line => line.Contains("val_loss", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Saved_networks_have_all_columns_again()
    {
        MLContext context = Table.Context;
        IDataView data = Points(context);
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label", "Side")
            .Append(context.MulticlassClassification.Trainers.FluentNetwork(x => x.Dense(4, Relu), options: new() { Epochs = 2 }))
            .Append(context.Transforms.Conversion.MapKeyToValue("Answer", "PredictedLabel"));
        var trained = pipeline.Fit(data);
        using MemoryStream stream = new();
        context.Model.Save(trained, data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.LoadFluent(stream, out _);
        CollectionAssert.AreEqual(
            trained.Transform(data).GetColumn<string>("Answer").ToArray(), loaded.Transform(data).GetColumn<string>("Answer").ToArray());
    }

    [TestMethod]
    public void Cross_validation_trains_each_fold_anew()
    {
        MLContext context = Table.Context;
        var folds = context.BinaryClassification.CrossValidate(
            Points(context), context.BinaryClassification.Trainers.FluentNetwork(x => x.Dense(8, Relu), "Inside", options: Options),
            numberOfFolds: 3, "Inside");
        foreach (var fold in folds)
            Assert.IsGreaterThan(0.85, fold.Metrics.Accuracy);
    }

    [TestMethod]
    public void Bad_columns_are_named()
    {
        MLContext context = Table.Context;
        IDataView data = Points(context);
        Names(
            "Feature column 'Sum' expects a vector of known size of Single, as Concatenate makes it. Received: Single.",
            () => context.Regression.Trainers.FluentNetwork(x => x, "Sum", "Sum").Fit(data));
        Names(
            "Label column 'Side' expects keys of 2 classes or more, as MapValueToKey makes them. Received: String.",
            () => context.MulticlassClassification.Trainers.FluentNetwork(x => x, "Side").Fit(data));
        Names(
            "Label column 'Sum' expects a boolean a row. Received: Single.",
            () => context.BinaryClassification.Trainers.FluentNetwork(x => x, "Sum").Fit(data));
        Names(
            "Label column 'Side' expects a number a row. Received: String.",
            () => context.Regression.Trainers.FluentNetwork(x => x, "Side").Fit(data));
        Names(
            "Label column 'Label' expects to be among the columns. Received: 'Features', 'Side', 'Inside', 'Sum', 'Weight', 'Group'.",
            () => context.Regression.Trainers.FluentNetwork(x => x).Fit(data));
        Names(
            "Weight column 'No' expects to be among the columns. "
            + "Received: 'Features', 'Side', 'Inside', 'Sum', 'Weight', 'Group', 'Copy'.",
            () => context.Transforms.CopyColumns("Copy", "Sum").Append(
                context.Regression.Trainers.FluentNetwork(x => x, "Sum", exampleWeightColumnName: "No")).Fit(data));
    }

    [TestMethod]
    public void Scores_of_another_model_may_be_the_features()
    {
        MLContext context = Table.Context;
        IDataView data = Points(context);
        data = context.Transforms.CopyColumns("Score", "Features").Fit(data).Transform(data);
        using FluentPredictionTransformer trained = context.Regression.Trainers.FluentNetwork(
            x => x.Dense(16, Relu), "Sum", "Score", options: Options).Fit(data);
        Assert.IsGreaterThan(0.95, context.Regression.Evaluate(trained.Transform(data), "Sum").RSquared);
    }

    [TestMethod]
    public void A_missing_label_is_named()
    {
        MLContext context = Table.Context;
        IDataView data = Points(context);
        var keys = context.Transforms.Conversion.MapValueToKey(
            "Label", "Side", keyData: context.Data.LoadFromEnumerable(new[] { new { Side = "east" }, new { Side = "west" } })).Fit(data);
        Names(
            "Label column 'Label' expects a key in each row. Received: a missing one; FilterRowsByMissingValues takes such rows away.",
            () => context.MulticlassClassification.Trainers.FluentNetwork(x => x).Fit(keys.Transform(data)));
        IDataView whole = context.Data.FilterRowsByMissingValues(keys.Transform(data), "Label");
        using FluentPredictionTransformer trained = context.MulticlassClassification.Trainers.FluentNetwork(
            x => x, Options).Fit(whole);
        Assert.IsGreaterThan(0.9, context.MulticlassClassification.Evaluate(trained.Transform(whole)).MicroAccuracy);
    }

    private static void Names(string message, Action action) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FluentTransformException>(action).Message);

    private static IDataView Points(MLContext context) => context.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(i =>
    {
        float a = MathF.Sin(i * 1.3f), b = MathF.Cos(i * 2.1f);
        return new Point
        {
            Features = [a, b, MathF.Sin(i * 0.7f)], Side = a > 0.3f ? "east" : a < -0.3f ? "west" : "centre",
            Inside = (a * a) + (b * b) < 0.8f, Sum = (3 * a) + b, Weight = 1, Group = (uint)(i % 10),
        };
    }));

    private sealed class Point
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public string Side { get; set; } = "";

        public bool Inside { get; set; }

        public float Sum { get; set; }

        public float Weight { get; set; }

        public uint Group { get; set; }
    }
}
