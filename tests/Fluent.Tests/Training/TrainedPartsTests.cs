namespace Fluent.Tests.Training;

/// <summary>What is trained and what is not: frozen, shared and nested layers, moving averages, penalties.</summary>
[TestClass]
public sealed class TrainedPartsTests
{
    private static readonly float[,] X = Nets.Numbers(12, 4), Y = Nets.Numbers(12, 1, 0.4f);
    private static readonly int[] Classes = Nets.Classes(X);

    [TestMethod]
    public void Frozen_layers_stay_also_when_frozen_between_fits()
    {
        Model model = Nets.Classifier();
        Layer hidden = model.GetLayer("hidden"), scores = model.GetLayer("scores");
        model.Fit(X, Classes, verbose: 0);
        hidden.Trainable = false;
        float[] kept = hidden.Weights[0].Values.ToArray(), changed = scores.Weights[0].Values.ToArray();
        model.Fit(X, Classes, verbose: 0);
        CollectionAssert.AreEqual(kept, hidden.Weights[0].Values.ToArray());
        CollectionAssert.AreNotEqual(changed, scores.Weights[0].Values.ToArray());
        hidden.Trainable = true;
        model.Fit(X, Classes, verbose: 0);
        CollectionAssert.AreNotEqual(kept, hidden.Weights[0].Values.ToArray());
        model.Trainable = false;
        float[] all = Nets.All(model);
        model.Fit(X, Classes, verbose: 0);
        CollectionAssert.AreEqual(all, Nets.All(model));
    }

    [TestMethod]
    public void Frozen_normalization_stands_still_even_without_gamma_and_beta()
    {
        Input x = new([4], "x");
        Model model = new(x, x.BatchNormalization(center: false, scale: false, name: "bn").Dense(1, name: "d"));
        model.Compile("sgd", "mse");
        model.Fit(X, Y, verbose: 0);
        Layer bn = model.GetLayer("bn");
        CollectionAssert.AreNotEqual(new float[4], bn.Weights[0].Values.ToArray());
        bn.Trainable = false;
        float[] kept = [.. bn.Weights.SelectMany(w => w.Values.ToArray())];
        model.Fit(X, Y, verbose: 0);
        CollectionAssert.AreEqual(kept, bn.Weights.SelectMany(w => w.Values.ToArray()).ToArray());
    }

    [TestMethod]
    public void Moving_averages_follow_the_batches()
    {
        Input x = new([4], "x");
        Model model = new(x, x.BatchNormalization(name: "bn").Dense(1));
        model.Compile("sgd", "mse");
        model.TrainOnBatch(X, Y);
        Weight mean = model.GetLayer("bn").Weights.Single(w => w.Name == "moving_mean");
        double expected = 0.01 * Enumerable.Range(0, 12).Average(i => X[i, 2]);
        Assert.AreEqual(expected, mean.Values[2], 1e-6);
        model.TestOnBatch(X, Y);
        Assert.AreEqual(expected, mean.Values[2], 1e-6);
    }

    [TestMethod]
    public void A_shared_layer_gets_the_sum_of_its_gradients()
    {
        Input a = new([4], "a"), b = new([4], "b");
        Dense shared = new(1, useBias: false, name: "shared");
        Model model = new([a, b], a.Apply(shared) + b.Apply(shared), "siamese");
        Model same = new(a, a.Dense(1, useBias: false, name: "one"));
        model.Compile(new SGD(0.1f), "mse");
        same.Compile(new SGD(0.1f), "mse");
        same.Layers[1].SetWeights(shared.GetWeights());
        float[,] twice = new float[12, 4];
        for (int i = 0; i < 48; i++)
            twice[i / 4, i % 4] = 2 * X[i / 4, i % 4];
        model.Fit([X, X], Y, verbose: 0, shuffle: false);
        same.Fit(twice, Y, verbose: 0, shuffle: false);
        Assert.AreEqual(1, model.Weights.Count);
        for (int i = 0; i < 4; i++)
            Assert.AreEqual(same.Weights[0].Values[i], shared.Weights[0].Values[i], 1e-6);
    }

    [TestMethod]
    public void Nested_models_train_even_where_their_paths_are_equal()
    {
        static Model Part(string name)
        {
            Input x = new([4], "x");
            return new Model(x, x.Dense(4, Activations.Tanh, name: "d").Dropout(0.2f, name: "drop"), name);
        }

        Input x = new([4], "x");
        Model left = Part("left"), right = Part("right");
        Model model = new(x, Layers.Concatenate(x.Apply(left), x.Apply(right)).Dense(1, name: "d"), "both");
        model.Compile(new SGD(0.1f), "mse");
        float[] first = left.Weights[0].Values.ToArray(), second = right.Weights[0].Values.ToArray();
        model.Fit(X, Y, epochs: 2, verbose: 0);
        CollectionAssert.AreNotEqual(first, left.Weights[0].Values.ToArray());
        CollectionAssert.AreNotEqual(second, right.Weights[0].Values.ToArray());
        CollectionAssert.AreNotEqual(left.Weights[0].Values.ToArray(), right.Weights[0].Values.ToArray());
        left.Trainable = false;
        first = left.Weights[0].Values.ToArray();
        model.Fit(X, Y, verbose: 0);
        CollectionAssert.AreEqual(first, left.Weights[0].Values.ToArray());
        Assert.AreEqual(12, model.Predict(X).Count);
    }

    [TestMethod]
    public void Penalties_are_part_of_the_loss()
    {
        Input x = new([4], "x");
        Dense dense = new(1, kernelRegularizer: new L2(0.1f), name: "d") { ActivityRegularizer = new L1(0.01f) };
        Model model = new(x, x.Apply(dense)), plain = new(x, x.Dense(1, name: "p"));
        plain.Layers[1].SetWeights(dense.GetWeights());
        model.Compile("sgd", "mse");
        plain.Compile("sgd", "mse");
        double kernel = 0.1 * dense.Weights[0].Values.ToArray().Sum(w => w * w);
        double activity = 0.01 * plain.Predict(X).Values.ToArray().Sum(Math.Abs) / 12;
        Assert.AreEqual(plain.Evaluate(X, Y).Loss + kernel + activity, model.Evaluate(X, Y).Loss, 1e-5);
        Assert.AreEqual(plain.TrainOnBatch(X, Y).Loss + kernel + activity, model.TrainOnBatch(X, Y).Loss, 1e-5);
    }
}
