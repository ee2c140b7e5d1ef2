using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using Testing;

namespace Fluent.Tests;

/// <summary>Metrics: names, ties, sums over batches.</summary>
[TestClass]
public sealed class MetricTests
{
    [TestMethod]
    [DataRow("mae", typeof(MeanAbsoluteErrorMetric))]
    [DataRow("mse", typeof(MeanSquaredErrorMetric))]
    [DataRow("binary_crossentropy", typeof(BinaryCrossentropyMetric))]
    [DataRow("MeanSquaredError", typeof(MeanSquaredErrorMetric))]
    [DataRow("top_k_categorical_accuracy", typeof(TopKCategoricalAccuracy))]
    [DataRow("root_mean_squared_error", typeof(RootMeanSquaredError))]
    public void A_name_gives_a_metric_that_reports_under_it(string name, Type type)
    {
        Metric metric = name;
        Assert.IsInstanceOfType(metric, type);
        Assert.AreEqual(name, metric.Name);
    }

    [TestMethod]
    public void Losses_and_metrics_share_class_names()
    {
        Assert.IsInstanceOfType<Loss>(KerasRegistry.FromConfig("keras.losses", "MeanSquaredError", []));
        Assert.IsInstanceOfType<Metric>(KerasRegistry.FromConfig("keras.metrics", "MeanSquaredError", []));
        Assert.IsFalse(KerasRegistry.Has("keras.metrics", "GlorotUniform"));
        Assert.AreEqual("mean_squared_error", new MeanSquaredErrorMetric().Name);
    }

    [TestMethod]
    public void All_that_tie_for_the_last_place_are_among_the_best()
    {
        Metric metric = new SparseTopKCategoricalAccuracy(2);
        Add(metric, TensorData.Create<int>([3], 1, 2, 3), TensorData.Create<float>([3, 4], [5, 2, 2, 1, 5, 2, 2, 1, 5, 2, 2, 1]));
        Assert.AreEqual(2 / 3.0, metric.Result(), 1e-9);
    }

    [TestMethod]
    public void Sorted_class_numbers_are_looked_through()
    {
        Metric metric = new SparseTopKCategoricalAccuracy(2, fromSortedIds: true);
        Add(metric, TensorData.Create<int>([2], 1, 2), TensorData.Create<float>([2, 3], [0, 1, 2, 0, 1, 2]));
        Assert.AreEqual(0.5, metric.Result(), 1e-9);
    }

    [TestMethod]
    public void Batches_of_different_sizes_count_by_their_samples()
    {
        Metric metric = new MeanAbsoluteErrorMetric();
        Assert.AreEqual(0, metric.Result());
        Add(metric, TensorData.Create<float>([3, 1], 0, 0, 0), TensorData.Create<float>([3, 1], 1, 1, 1));
        Add(metric, TensorData.Create<float>([1, 1], [0f]), TensorData.Create<float>([1, 1], [5f]));
        Assert.AreEqual(2, metric.Result(), 1e-9);
        metric.Reset();
        Assert.AreEqual(0, metric.Result());
    }

    [TestMethod]
    public void A_trailing_axis_of_labels_does_not_matter()
    {
        Metric metric = new SparseCategoricalAccuracy();
        Add(metric, TensorData.Create<long>([2, 1], 1, 1), TensorData.Create<float>([2, 2], 0, 1, 1, 0));
        Assert.AreEqual(0.5, metric.Result(), 1e-9);
    }

    private static void Add(Metric metric, TensorData truth, TensorData prediction)
    {
        Value y = Value.Input(truth.Type, "y"), p = Value.Input(prediction.Type, "p");
        TensorData[] statistics = OnnxRunner.Run(
            new Graph([y, p], metric.Statistics(y, p, null)), new Dictionary<string, TensorData> { ["y"] = truth, ["p"] = prediction });
        for (int i = 0; i < statistics.Length; i++)
            metric.Add(i, statistics.Length, statistics[i].AsSpan<float>());
    }
}
