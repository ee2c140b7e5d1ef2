using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fluent.Tests;

/// <summary>When early stopping stops, and what it leaves behind.</summary>
[TestClass]
public sealed class EarlyStoppingTests
{
    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(1, 1)]
    [DataRow(2, 4)]
    [DataRow(9, -1)]
    public void It_waits_as_long_as_its_patience(int patience, int stopped) =>
        Assert.AreEqual(stopped, Drive(new EarlyStopping(patience: patience), 1, 2, 0.5, 0.6, 0.7, 0.8));

    [TestMethod]
    public void The_first_epoch_never_stops() => Assert.AreEqual(-1, Drive(new EarlyStopping(), 1, 0.5));

    [TestMethod]
    public void Small_changes_do_not_count() =>
        Assert.AreEqual(2, Drive(new EarlyStopping(minDelta: 0.1f, patience: 1), 1, 0.8, 0.75, 0.7));

    [TestMethod]
    public void More_is_better_where_it_is_said() => Assert.AreEqual(2, Drive(new EarlyStopping(mode: "max"), 1, 2, 1.5));

    [TestMethod]
    public void A_metric_says_itself_which_way_is_better() =>
        Assert.AreEqual(2, Drive(new EarlyStopping("val_binary_accuracy"), "val_binary_accuracy", 0.5, 0.6, 0.6));

    [TestMethod]
    public void Getting_better_than_before_but_not_than_the_baseline_is_waiting() =>
        Assert.AreEqual(3, Drive(new EarlyStopping(patience: 3, baseline: 0.1f), 1, 0.9, 0.8, 0.8, 0.7));

    [TestMethod]
    public void Early_epochs_do_not_count() => Assert.AreEqual(4, Drive(new EarlyStopping(startFromEpoch: 3), 1, 2, 3, 4, 5, 6));

    [TestMethod]
    public void The_best_weights_come_back_whether_it_stopped_or_not()
    {
        foreach (int patience in new[] { 1, 100 })
        {
            EarlyStopping callback = new(patience: patience, restoreBestWeights: true);
            Drive(callback, 3, 1, 2);
            Assert.AreEqual(1, callback.BestEpoch);
            Assert.AreEqual(1f, callback.Model.Weights[0].Values[0]);
        }
    }

    [TestMethod]
    public void Without_the_number_it_does_nothing() => Assert.AreEqual(-1, Drive(new EarlyStopping("val_lost"), "val_loss", 1, 2, 3));

    [TestMethod]
    public void A_number_that_does_not_say_which_way_is_better_is_refused() => Assert.AreEqual(
        "EarlyStopping expects mode \"min\" or \"max\" for 'speed', which does not say whether less or more of it is better. " +
        "Received: \"auto\".",
        Assert.ThrowsExactly<FluentException>(() => Drive(new EarlyStopping("speed"), "speed", 1)).Message);

    [TestMethod]
    public void An_unknown_mode_is_refused() => Assert.AreEqual(
        "A callback expects mode to be one of auto, min, max. Received: 'least'.",
        Assert.ThrowsExactly<FluentException>(() => new EarlyStopping(mode: "least")).Message);

    private static int Drive(EarlyStopping callback, params double[] losses) => Drive(callback, "val_loss", losses);

    private static int Drive(EarlyStopping callback, string name, params double[] values)
    {
        callback.Model = CallbackTests.Small();
        callback.OnTrainBegin([]);
        int stopped = -1;
        for (int epoch = 0; epoch < values.Length && stopped < 0; epoch++)
        {
            callback.Model.Weights[0].Assign([epoch]);
            callback.OnEpochEnd(epoch, new Logs { [name] = values[epoch] });
            stopped = callback.Model.StopTraining ? epoch : -1;
        }

        callback.OnTrainEnd([]);
        return stopped;
    }
}
