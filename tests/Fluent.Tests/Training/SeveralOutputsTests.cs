namespace Fluent.Tests.Training;

/// <summary>Models of several inputs and outputs: everything by position and by name, with one result.</summary>
[TestClass]
public sealed class SeveralOutputsTests
{
    private static readonly float[,] A = Nets.Numbers(10, 4), B = Nets.Numbers(10, 2, 0.9f), Sum = Nets.Numbers(10, 1, 0.3f);
    private static readonly int[] Kind = Nets.Classes(A);
    private static readonly float[] SampleWeights = [1, 2, 1, 0.5f, 1, 1, 3, 1, 1, 1], Ones = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    [TestMethod]
    public void By_position_and_by_name_are_one()
    {
        Model first = Nets.TwoByTwo(), second = Nets.TwoByTwo();
        first.Compile(new Adam(0.01f), ["mse", "sparse_categorical_crossentropy"], [1, 0.5f], ["mae", "accuracy"], [null, "accuracy"]);
        second.Compile(
            new Adam(0.01f), new Dictionary<string, Loss?> { ["kind"] = "sparse_categorical_crossentropy", ["sum"] = "mse" },
            new Dictionary<string, float> { ["kind"] = 0.5f },
            new Dictionary<string, Metric[]> { ["sum"] = ["mae"], ["kind"] = ["accuracy"] },
            new Dictionary<string, Metric[]> { ["kind"] = ["accuracy"] });
        Data byPosition = [A, B], truth = [Sum, Kind], weights = [Ones, SampleWeights];
        Data byName = new Dictionary<string, Data> { ["b"] = B, ["a"] = A },
            namedTruth = new Dictionary<string, Data> { ["kind"] = Kind, ["sum"] = Sum };
        Data namedWeights = new Dictionary<string, Data> { ["kind"] = SampleWeights };
        History one = first.Fit(byPosition, truth, batchSize: 4, epochs: 2, verbose: 0, sampleWeight: weights, validationSplit: 0.2f);
        History two = second.Fit(byName, namedTruth, batchSize: 4, epochs: 2, verbose: 0, sampleWeight: namedWeights,
            validationSplit: 0.2f);
        string[] names = ["loss", "sum_loss", "kind_loss", "sum_mae", "kind_accuracy", "kind_weighted_accuracy"];
        CollectionAssert.AreEqual((string[])[.. names, .. names.Select(n => $"val_{n}")], one.Names.ToArray());
        foreach (string name in one.Names)
            CollectionAssert.AreEqual(one[name].ToArray(), two[name].ToArray(), name);
        CollectionAssert.AreEqual(Nets.All(first), Nets.All(second));

        Assert.AreEqual($"{first.Evaluate(byPosition, truth)}", $"{second.Evaluate(byName, namedTruth)}");
        Assert.AreEqual($"{first.TestOnBatch(byPosition, truth, weights)}", $"{second.TestOnBatch(byName, namedTruth, namedWeights)}");
        Assert.AreEqual($"{first.TrainOnBatch(byPosition, truth)}", $"{second.TrainOnBatch(byName, namedTruth)}");
        IReadOnlyList<Prediction> predictions = first.PredictAll(byPosition, batchSize: 3);
        Assert.AreEqual("sum (10, 1), kind (10, 3)", string.Join(", ", predictions.Select(p => $"{p.Name} ({string.Join(", ", p.Dims)})")));
        CollectionAssert.AreEqual(predictions[1].Values.ToArray(), second.PredictAll(byName)[1].Values.ToArray());
    }

    [TestMethod]
    public void The_total_is_the_weighted_sum()
    {
        Model model = Nets.TwoByTwo();
        model.Compile("sgd", ["mse", "sparse_categorical_crossentropy"], [2, 0.25f]);
        Logs logs = model.Evaluate([A, B], [Sum, Kind], batchSize: 4);
        Assert.AreEqual((2 * logs["sum_loss"]) + (0.25 * logs["kind_loss"]), logs["loss"], 1e-6);
    }

    [TestMethod]
    public void An_output_without_a_loss_needs_no_truth()
    {
        Model model = Nets.TwoByTwo();
        model.Compile("sgd", [null, "sparse_categorical_crossentropy"]);
        Data x = [A, B];
        float[] before = model.GetLayer("sum").Weights[0].Values.ToArray();
        Assert.AreEqual("loss", string.Join(", ", model.Fit(x, Kind, verbose: 0).Names));
        model.Fit(x, new Dictionary<string, Data> { ["kind"] = Kind }, verbose: 0);
        model.Fit(x, [Sum, Kind], verbose: 0);
        CollectionAssert.AreEqual(before, model.GetLayer("sum").Weights[0].Values.ToArray());
    }

    [TestMethod]
    public void A_metric_given_to_two_outputs_keeps_them_apart()
    {
        Input x = new([4], "x");
        Model model = new(x, [x.Dense(1, name: "p"), x.Dense(1, name: "q")]);
        Metric mae = new MeanAbsoluteErrorMetric();
        model.Compile("sgd", "mse", metrics: [mae, mae]);
        Model alone = new(x, x.Apply(model.GetLayer("q")));
        alone.Compile("sgd", "mse", metrics: ["mae"]);
        Assert.AreEqual(alone.Evaluate(A, Sum)["mae"], model.Evaluate(A, [Sum, Sum])["q_mean_absolute_error"], 1e-7);
    }

    [TestMethod]
    public void Several_metrics_for_each_output_by_position()
    {
        Model model = Nets.TwoByTwo();
        model.Compile("sgd", ["mse", "sparse_categorical_crossentropy"], metrics: new Metric[][] { ["mae", "mse"], ["accuracy"] });
        Assert.AreEqual("loss, sum_loss, kind_loss, sum_mae, sum_mse, kind_accuracy", string.Join(", ", model.MetricNames));
    }

    [TestMethod]
    public void What_does_not_fit_the_outputs_is_refused()
    {
        Model model = Nets.TwoByTwo();
        Refused("Model 'two' expects losses for its outputs (sum, kind). Received: 'sort'.",
            () => model.Compile("sgd", new Dictionary<string, Loss?> { ["sort"] = "mse" }));
        Refused("Model 'two' expects a loss for each of its outputs (sum, kind). Received: 1.", () => model.Compile("sgd", ["mse"]));
        Refused("Model 'two' expects a loss weight for each of its outputs (sum, kind). Received: 3.",
            () => model.Compile("sgd", "mse", [1, 2, 3]));
        Refused("Model 'two' expects loss weights for its outputs (sum, kind). Received: 'sort'.",
            () => model.Compile("sgd", "mse", new Dictionary<string, float> { ["sort"] = 1 }));
        Refused("Model 'two' expects metrics for each of its outputs (sum, kind). Received: 1.",
            () => model.Compile("sgd", "mse", metrics: ["mae"]));
        Refused("Model 'two' expects metrics for its outputs (sum, kind). Received: 'sort'.",
            () => model.Compile("sgd", "mse", metrics: new Dictionary<string, Metric[]> { ["sort"] = ["mae"] }));
        model.Compile("sgd", ["mse", "sparse_categorical_crossentropy"]);
        Data x = [A, B], y = [Sum, Kind];
        Refused("Model 'two' expects x of 2 arrays (a, b). Received: 1.", () => model.Fit(A, y));
        Refused("Model 'two' expects y of 2 arrays (sum, kind). Received: 1.", () => model.Fit(x, Kind));
        Refused("Model 'two' expects x to have an array named 'b'. Received: a.",
            () => model.Fit(new Dictionary<string, Data> { ["a"] = A }, y));
        Refused("Model 'two' expects x by the names a, b. Received: 'c'.",
            () => model.Predict(new Dictionary<string, Data> { ["a"] = A, ["c"] = B }));
        Refused("Model 'two' expects sample weights by the names sum, kind. Received: 'sort'.",
            () => model.Fit(x, y, sampleWeight: new Dictionary<string, Data> { ["sort"] = Ones }));
        Refused("Data expects one array under each name. Received: 2 under 'a'.",
            () => model.Fit(new Dictionary<string, Data> { ["a"] = x }, y));
    }

    private static void Refused(string message, Action call) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FluentException>(call).Message);
}
