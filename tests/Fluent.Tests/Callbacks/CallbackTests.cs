using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fluent.Tests;

/// <summary>The callbacks that are not early stopping, driven by hand and by Fit.</summary>
[TestClass]
public sealed class CallbackTests
{
    [TestMethod]
    public void The_rate_falls_when_the_number_stays_and_rests_after_that()
    {
        ReduceLROnPlateau callback = new(factor: 0.5f, patience: 1, minDelta: 0.01f, cooldown: 1, minLr: 0.2f) { Model = Small() };
        callback.OnTrainBegin([]);
        List<float> rates = [];
        foreach (double loss in new[] { 1, 1, 1, 1, 1, 1, 0.5, 0.5 })
        {
            Logs logs = new() { ["val_loss"] = loss };
            callback.OnEpochEnd(0, logs);
            Assert.AreEqual(rates.Count == 0 ? 0.8f : rates[^1], (float)logs["learning_rate"]);
            rates.Add(callback.Model.Optimizer!.LearningRate);
        }

        // After a change one epoch cools down and the next may count again.
        CollectionAssert.AreEqual(new[] { 0.8f, 0.4f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f }, rates);
    }

    [TestMethod]
    public void A_factor_of_one_is_refused() => Assert.AreEqual(
        "ReduceLROnPlateau expects factor to be below 1. Received: 1.",
        Assert.ThrowsExactly<FluentException>(() => new ReduceLROnPlateau(factor: 1)).Message);

    [TestMethod]
    public void A_schedule_sets_and_reports_the_rate()
    {
        LearningRateScheduler callback = new((epoch, rate) => rate / (1 + epoch)) { Model = Small() };
        Logs logs = [];
        callback.OnEpochBegin(1, []);
        callback.OnEpochEnd(1, logs);
        Assert.AreEqual(0.4f, callback.Model.Optimizer!.LearningRate);
        Assert.AreEqual(0.4f, (float)logs["learning_rate"]);
    }

    [TestMethod]
    public void Numbers_are_reported_as_Keras_prints_them() => Assert.AreEqual(
        "loss: 0.8665 - accuracy: 0.0000 - learning_rate: 9.3333e-04",
        new Logs { ["loss"] = 0.86654, ["accuracy"] = 0, ["learning_rate"] = 9.33333e-4 }.ToString());

    [TestMethod]
    public void Functions_are_called_in_order()
    {
        List<string> calls = [];
        LambdaCallback callback = new(
            onTrainBegin: _ => calls.Add("begin"), onEpochEnd: (epoch, logs) => calls.Add($"epoch {epoch}"),
            onTrainEnd: _ => calls.Add("end"));
        Model model = Small();
        model.Fit(new float[,] { { 1 }, { 2 } }, new float[,] { { 1 }, { 2 } }, epochs: 2, verbose: 0, callbacks: [callback]);
        Assert.AreEqual("begin, epoch 0, epoch 1, end", string.Join(", ", calls));
    }

    [TestMethod]
    public void A_loss_that_is_no_number_ends_training_and_leaves_the_weights()
    {
        Model model = Small();
        model.Weights[0].Assign([2]);
        History history = model.Fit(
            new float[,] { { 1 }, { float.NaN }, { 1 } }, new float[,] { { 2 }, { 2 }, { 3 } }, batchSize: 1, epochs: 3, verbose: 0,
            shuffle: false, callbacks: [new TerminateOnNaN()]);
        Assert.AreEqual(1, history.Epochs.Count);
        Assert.AreEqual(2f, model.Weights[0].Values[0]);
    }

    [TestMethod]
    public void It_is_an_error_where_that_is_wanted()
    {
        TerminateOnNaN callback = new(raiseError: true) { Model = Small() };
        Assert.AreEqual(
            "Model 'small' expects a finite loss. Received: NaN in batch 4.",
            Assert.ThrowsExactly<FluentException>(() => callback.OnTrainBatchEnd(4, new Logs { ["loss"] = double.NaN })).Message);
    }

    [TestMethod]
    public void Epochs_become_lines_of_a_file()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{nameof(Epochs_become_lines_of_a_file)}.{Environment.ProcessId}.csv");
        try
        {
            Write(new CSVLogger(file));
            Write(new CSVLogger(file, append: true));
            Assert.AreEqual("epoch,accuracy,loss\n0,0.5,1.25\n1,NA,1\n0,0.5,1.25\n1,NA,1\n", File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }

        static void Write(CSVLogger callback)
        {
            using CSVLogger closed = callback;
            callback.OnTrainBegin([]);
            callback.OnEpochEnd(0, new Logs { ["loss"] = 1.25, ["accuracy"] = 0.5 });
            callback.OnEpochEnd(1, new Logs { ["loss"] = 1 });
            callback.OnTrainEnd([]);
        }
    }

    /// <summary>A compiled model of one weight, w·x, at a rate of 0.8.</summary>
    internal static Model Small()
    {
        Tensor x = new Input(1);
        Model model = new(x, x.Dense(1, useBias: false), name: "small");
        model.Compile(new SGD(0.8f), "mse", metrics: [new BinaryAccuracy()]);
        return model;
    }
}
