namespace Fluent.Tests.Training;

/// <summary>What a user relies on around the steps: order, repetition, validation, cancellation, callbacks.</summary>
[TestClass]
[DoNotParallelize]
public sealed class FitTests
{
    private static readonly float[,] X = Nets.Numbers(23, 4);
    private static readonly int[] Y = Nets.Classes(X);

    [TestMethod]
    public void Validation_data_spare_the_samples_that_a_split_would_hold_out()
    {
        int steps = 0;
        History history = Nets.Classifier().Fit(Nets.Numbers(6, 4), new[] { 0, 1, 2, 0, 1, 2 }, batchSize: 1, verbose: 0,
            validationSplit: 0.5f, validationData: new Batch(Nets.Numbers(6, 4), new[] { 0, 1, 2, 0, 1, 2 }),
            callbacks: [new LambdaCallback(onTrainBatchEnd: (_, _) => steps++)]);
        Assert.AreEqual(6, steps);
        Assert.Contains("val_loss", history.Names);
    }

    [TestMethod]
    public void Every_run_gives_the_same_numbers_bit_for_bit()
    {
        float[] Run(int seed)
        {
            RandomNumbers.SetSeed(seed);
            Model model = Nets.Classifier(dropout: 0.3f);
            model.Fit(X, Y, batchSize: 4, epochs: 3, verbose: 0);
            return Nets.All(model);
        }

        try
        {
            float[] first = Run(1);
            CollectionAssert.AreEqual(first, Run(1));
            CollectionAssert.AreNotEqual(first, Run(2));
        }
        finally
        {
            RandomNumbers.SetSeed(1);
        }
    }

    [TestMethod]
    public void Epochs_are_shuffled_by_the_seed()
    {
        // With batches of 1 and a rate of 0, the loss of each batch tells which sample it was.
        List<double[]> Orders(int seed, bool shuffle)
        {
            RandomNumbers.SetSeed(seed);
            Input x = new([1], "x");
            Model model = new(x, x + 0f);
            model.Compile(new SGD(1e-9f), "mae");
            float[,] rows = new float[8, 1];
            for (int i = 0; i < 8; i++)
                rows[i, 0] = i;
            List<double[]> orders = [];
            List<double> sums = [0];
            model.Fit(rows, new float[8, 1], batchSize: 1, epochs: 2, verbose: 0, shuffle: shuffle, callbacks: [new LambdaCallback(
                onEpochBegin: (_, _) => sums = [0], onTrainBatchEnd: (i, logs) => sums.Add(logs.Loss * (i + 1)),
                onEpochEnd: (_, _) => orders.Add([.. sums.Skip(1).Select((sum, i) => Math.Round(sum - sums[i]))]))]);
            return orders;
        }

        try
        {
            double[] inOrder = [0, 1, 2, 3, 4, 5, 6, 7];
            List<double[]> plain = Orders(1, false), one = Orders(1, true), two = Orders(2, true);
            CollectionAssert.AreEqual(inOrder, plain[0]);
            CollectionAssert.AreEqual(inOrder, plain[1]);
            foreach (double[] order in one.Concat(two))
                CollectionAssert.AreEquivalent(inOrder, order);
            CollectionAssert.AreNotEqual(one[0], one[1]);
            CollectionAssert.AreNotEqual(one[0], two[0]);
            CollectionAssert.AreEqual(one[0], Orders(1, true)[0]);
        }
        finally
        {
            RandomNumbers.SetSeed(1);
        }
    }

    [TestMethod]
    public void A_resumed_run_repeats_the_rest_of_the_first()
    {
        Model whole = Nets.Classifier(dropout: 0.3f), parts = Nets.Classifier(dropout: 0.3f);
        whole.Fit(X, Y, batchSize: 4, epochs: 4, verbose: 0);
        parts.Fit(X, Y, batchSize: 4, epochs: 2, verbose: 0);
        History rest = parts.Fit(X, Y, batchSize: 4, epochs: 4, initialEpoch: 2, verbose: 0);
        CollectionAssert.AreEqual(new[] { 2, 3 }, rest.Epochs.ToArray());
        CollectionAssert.AreEqual(Nets.All(whole), Nets.All(parts));
    }

    [TestMethod]
    public void A_split_holds_the_last_samples_out()
    {
        Model split = Nets.Classifier(), given = Nets.Classifier();
        float[,] first = new float[18, 4], last = new float[5, 4];
        Array.Copy(X, first, 72);
        Array.Copy(X, 72, last, 0, 20);
        History one = split.Fit(X, Y, batchSize: 4, verbose: 0, validationSplit: 0.2f);
        History two = given.Fit(first, Y[..18], batchSize: 4, verbose: 0, validationData: new(last, Y[18..]));
        CollectionAssert.AreEqual(Nets.All(given), Nets.All(split));
        Assert.AreEqual(two["val_accuracy"][0], one["val_accuracy"][0]);
        Assert.AreEqual(two["val_loss"][0], one["val_loss"][0]);
    }

    [TestMethod]
    public void Sizes_may_vary_from_call_to_call()
    {
        Input x = new([null, 3], "x");
        Model model = new(x, x.GlobalAveragePooling1D().Dense(1));
        model.Compile("sgd", "mse");
        for (int round = 0; round < 2; round++)
        {
            for (int length = 1; length < 20; length++)
                Assert.IsTrue(double.IsFinite(model.TrainOnBatch(new float[length % 3 + 1, length, 3], new float[length % 3 + 1, 1]).Loss));
        }

        Assert.AreEqual(2, model.Predict(new float[2, 7, 3]).Count);
        Assert.AreEqual(2, model.Predict(new float[2, 5, 3]).Count);
    }

    [TestMethod]
    public void Cancelling_ends_between_steps_and_leaves_all_usable()
    {
        Model model = Nets.Classifier();
        using CancellationTokenSource source = new();
        List<string> calls = [];
        LambdaCallback stop = new(
            onTrainBatchEnd: (batch, _) =>
            {
                if (batch == 2)
                    source.Cancel();
            },
            onEpochEnd: (_, _) => calls.Add("epoch"), onTrainEnd: _ => calls.Add("end"));
        Assert.Throws<OperationCanceledException>(() => model.Fit(X, Y, batchSize: 4, epochs: 9, verbose: 0, callbacks: [stop],
            cancellation: source.Token));
        Assert.AreEqual("end", string.Join(", ", calls));
        Assert.AreEqual(3, model.Optimizer!.Iterations);
        Assert.AreEqual(23, model.Predict(X).Count);
        Assert.AreEqual(2, model.Fit(X, Y, epochs: 2, verbose: 0).Epochs.Count);
        Assert.Throws<OperationCanceledException>(() => model.Evaluate(X, Y, cancellation: source.Token));
        Assert.Throws<OperationCanceledException>(() => model.Predict(X, cancellation: source.Token));
    }

    [TestMethod]
    public void Callbacks_are_called_in_Keras_order_and_all_closed()
    {
        Model model = Nets.Classifier();
        List<string> calls = [];
        LambdaCallback Tell(string who) => new(
            _ => calls.Add($"{who} begin"), _ => calls.Add($"{who} end"), (e, _) => calls.Add($"{who} epoch {e}"),
            (e, logs) => calls.Add($"{who} epoch {e} ended: {string.Join(" ", logs.Keys)}"), (b, _) => calls.Add($"{who} batch {b}"),
            (b, logs) => calls.Add($"{who} batch {b} ended: {string.Join(" ", logs.Keys)}"), _ => calls.Add($"{who} test"),
            _ => calls.Add($"{who} tested"),
            (b, _) => calls.Add($"{who} test batch {b}"), (b, _) => calls.Add($"{who} test batch {b} ended"));
        model.Fit(X, Y, batchSize: 23, verbose: 0, callbacks: [Tell("a"), Tell("b")], validationData: new(X, Y));
        string[] expected =
        [
            "begin", "epoch 0", "batch 0", "batch 0 ended: loss accuracy", "test", "test batch 0", "test batch 0 ended", "tested",
            "epoch 0 ended: loss accuracy val_loss val_accuracy", "end",
        ];
        CollectionAssert.AreEqual((string[])[.. expected.SelectMany(e => new[] { $"a {e}", $"b {e}" })], calls);

        calls.Clear();
        LambdaCallback broken = new(onEpochBegin: (_, _) => throw new InvalidOperationException("mine"));
        Assert.AreEqual("mine", Assert.ThrowsExactly<InvalidOperationException>(() => model.Fit(X, Y, verbose: 0,
            callbacks: [Tell("a"), broken])).Message);
        Assert.AreEqual("a begin, a epoch 0, a end", string.Join(", ", calls));
    }

    [TestMethod]
    public void A_callback_may_stop_training()
    {
        Model model = Nets.Classifier();
        History history = model.Fit(X, Y, batchSize: 4, epochs: 9, verbose: 0,
            callbacks: [new LambdaCallback(onTrainBatchEnd: (b, _) => model.StopTraining |= b == 1)]);
        Assert.AreEqual(1, history.Epochs.Count);
        Assert.AreEqual(2, model.Optimizer!.Iterations);
        Assert.AreEqual(1, model.Fit(X, Y, batchSize: 23, verbose: 0).Epochs.Count);
    }

    [TestMethod]
    public void Dropout_differs_from_step_to_step()
    {
        Input x = new([64], "x");
        Model model = new(x, x.Dropout(0.5f));
        model.Compile(new SGD(0.1f), "mse");
        float[,] ones = new float[1, 64];
        for (int i = 0; i < 64; i++)
            ones[0, i] = 1;
        HashSet<double> losses = [];
        float[,] truth = Nets.Numbers(1, 64);
        for (int i = 0; i < 5; i++)
            losses.Add(model.TrainOnBatch(ones, truth).Loss);
        Assert.AreEqual(5, losses.Count);
        Assert.AreEqual(model.TestOnBatch(ones, truth).Loss, model.TestOnBatch(ones, truth).Loss);
    }

    [TestMethod]
    public void Predicting_is_safe_from_several_threads()
    {
        Model model = Nets.Classifier();
        float[] expected = model.Predict(X).Values.ToArray();
        model.GetLayer("hidden").Weights[0].Assign(model.GetLayer("hidden").Weights[0].Values.ToArray());
        Parallel.For(0, 64, i => CollectionAssert.AreEqual(expected, model.Predict(X, batchSize: 1 + (i % 7)).Values.ToArray()));
    }

    [TestMethod]
    public void Weights_that_were_assigned_reach_everything()
    {
        Model model = Nets.Classifier();
        double loss = model.Evaluate(X, Y).Loss;
        float[] before = model.Predict(X).Values.ToArray();
        model.GetLayer("scores").SetWeights([new float[8, 3], new float[] { 0, 0, 1 }]);
        Prediction after = model.Predict(X);
        CollectionAssert.AreNotEqual(before, after.Values.ToArray());
        Assert.AreEqual(Math.E / (2 + Math.E), after[3][2], 1e-6);
        Assert.AreNotEqual(loss, model.Evaluate(X, Y).Loss);
        Assert.AreEqual(Enumerable.Range(0, 23).Average(i => -Math.Log(after[i][Y[i]])), model.Evaluate(X, Y).Loss, 1e-5);
    }

    [TestMethod]
    public void Outputs_of_any_number_type_are_predicted()
    {
        Input x = new([3], "x");
        Model model = new(x, x > 0f);
        CollectionAssert.AreEqual(new float[] { 1, 0, 1 }, model.Predict(new float[,] { { 2, -1, 0.5f } }).Values.ToArray());
    }
}
