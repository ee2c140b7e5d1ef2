using Fluent.Tests.Training;
using Testing;
using static Fluent.Activations;

namespace Fluent.Tests.Saving;

/// <summary>What Save writes, Load brings back: configuration, weights to the bit, predictions, and the way it trains.</summary>
[TestClass]
public sealed class OnnxFileTests
{
    [TestMethod]
    public void Dense_with_normalization_and_dropout()
    {
        Input x = new([4], "x");
        Dense frozen = new(8, Relu, name: "frozen") { Trainable = false };
        RoundTrip(new(x, x.Apply(frozen).BatchNormalization(name: "bn").Dropout(0.3f).Dense(2, Tanh)));
    }

    [TestMethod]
    public void Images_with_channels_last_and_first()
    {
        foreach (DataFormat format in Enum.GetValues<DataFormat>())
        {
            Input x = new(format == DataFormat.ChannelsLast ? [8, 6, 3] : [3, 8, 6], "x");
            RoundTrip(new(x, x.Conv2D(4, 3, padding: Padding.Same, dataFormat: format, activation: Relu)
                .BatchNormalization(format == DataFormat.ChannelsLast ? -1 : 1)
                .MaxPooling2D(2, dataFormat: format).Conv2DTranspose(2, 3, strides: 2, dataFormat: format).Flatten(format).Dense(2)));
        }
    }

    [TestMethod]
    public void Shared_layers_and_nested_models_of_equal_paths()
    {
        static Model Part(string name)
        {
            Input x = new([4], "x");
            return new(x, x.Dense(4, Tanh, name: "d").BatchNormalization(name: "n"), name);
        }

        Input a = new([4], "a"), b = new([4], "b");
        Dense shared = new(4, name: "shared");
        Model left = Part("left"), right = Part("right");
        Model deep = new(a, a.Apply(left).Apply(shared), "deep");
        RoundTrip(new([a, b], [Layers.Concatenate(a.Apply(deep), b.Apply(right), b.Apply(left)).Dense(2, name: "d"), b.Apply(shared)
            .Dense(2, name: "e")]));
    }

    [TestMethod]
    public void Recurrent_layers_with_and_without_masks()
    {
        Input x = new([5, 3], "x");
        RNN stacked = new(new StackedRNNCells([new LSTMCell(3), new GRUCell(4)]), returnSequences: true);
        RoundTrip(new(x, x.Masking().Bidirectional(new LSTM(3, returnSequences: true)).Apply(stacked).GRU(2)));
        RoundTrip(new(x, x.LSTM(4, returnSequences: true).TimeDistributed(new Dense(3)).SimpleRNN(2)));
    }

    [TestMethod]
    public void Embedding_and_sequential()
    {
        Sequential model = new("words", new Input([5], "words"), new Embedding(7, 3), new GlobalAveragePooling1D(), new Dense(2));
        RoundTrip(model);
    }

    [TestMethod]
    public void Classes_and_functions_of_the_user()
    {
        Input x = new([4], "x");
        Model model = new(x, x.Scale(2, name: "mine").Dense(2, Custom.Cube));
        model.Compile(new SGD(1e-4f, 0.9f), new PowerLoss(3), metrics: ["mae", new RootMeanSquaredError()]);
        Model loaded = RoundTrip(model);
        Assert.AreEqual(2, ((Scale)loaded.GetLayer("mine")).Power);
        Assert.AreEqual(3, ((PowerLoss)loaded.Plan!.Losses[0]!).Power);
        Assert.AreEqual(0.9f, ((SGD)loaded.Optimizer!).Momentum);
        Assert.AreEqual("loss, mae, root_mean_squared_error", string.Join(", ", loaded.MetricNames));
    }

    [TestMethod]
    public void A_weight_that_is_used_turned_and_as_it_stands()
    {
        Input x = new([4], "x");
        RoundTrip(new(x, x.Tied().Dense(2)));
    }

    [TestMethod]
    public void What_it_was_compiled_with_comes_back()
    {
        using TemporaryFolder folder = new();
        Model model = Nets.TwoByTwo();
        model.Compile(
            new Adam(0.02f) { Clipnorm = 1 }, ["mse", new SparseCategoricalCrossentropy(ignoreClass: -1)], [1, 0.5f], ["mae", null],
            [null, "accuracy"]);
        model.Save(folder / "two.onnx");
        Model loaded = Model.Load(folder / "two.onnx");
        Data x = new Dictionary<string, Data> { ["a"] = Nets.Numbers(6, 4), ["b"] = Nets.Numbers(6, 2) },
            y = [Nets.Numbers(6, 1), new[] { 0, 1, 2, -1, 1, 0 }];
        History one = model.Fit(x, y, epochs: 3, verbose: 0), two = loaded.Fit(x, y, epochs: 3, verbose: 0);
        CollectionAssert.AreEqual(one.Names.ToArray(), two.Names.ToArray());
        foreach (string name in one.Names)
            CollectionAssert.AreEqual(one[name].ToArray(), two[name].ToArray(), name);
        CollectionAssert.AreEqual(Nets.All(model), Nets.All(loaded));
    }

    // Trained before and after: the optimizer begins anew in both, so that they go the same way.
    private static Model RoundTrip(Model model)
    {
        using TemporaryFolder folder = new();
        Data[] shapes = [.. model.Inputs.Select(i => (Data)Numbers([6, .. i.Shape.Skip(1).Select(d => d.Size!.Value)],
            i.Operation.Name == "words"))];
        Data x = Data.Create(shapes), y = Data.Create([.. model.Outputs.Select(o => (Data)Nets.Numbers(6, (int)o.Shape[1].Size!.Value))]);
        if (model.Optimizer is null)
            model.Compile("adam", "mse");
        model.Fit(x, y, epochs: 2, verbose: 0);
        string path = folder / "model.onnx";
        model.Save(path);
        Assert.AreEqual("{}", OnnxEmit.OnnxModel.Load(path).Metadata["fluent.unused"], "every weight is an initializer of the graph");
        Model loaded = Model.Load(path);
        Assert.AreEqual(model.ToJson(), loaded.ToJson());
        Assert.AreEqual(string.Join(", ", model.Weights), string.Join(", ", loaded.Weights));
        CollectionAssert.AreEqual(Nets.All(model), Nets.All(loaded));
        foreach ((Prediction expected, Prediction actual) in model.PredictAll(x).Zip(loaded.PredictAll(x)))
            CollectionAssert.AreEqual(expected.Values.ToArray(), actual.Values.ToArray());
        loaded.Save(folder / "again.onnx");
        CollectionAssert.AreEqual(File.ReadAllBytes(path), File.ReadAllBytes(folder / "again.onnx"));

        Model again = Model.Load(path);
        History one = loaded.Fit(x, y, epochs: 2, verbose: 0), two = again.Fit(x, y, epochs: 2, verbose: 0);
        CollectionAssert.AreEqual(one["loss"].ToArray(), two["loss"].ToArray());
        CollectionAssert.AreEqual(Nets.All(loaded), Nets.All(again));
        CollectionAssert.AreNotEqual(Nets.All(model), Nets.All(again));
        Assert.AreEqual(model.TrainableWeights.Count, again.TrainableWeights.Count);
        return again;
    }

    private static Array Numbers(long[] sizes, bool words)
    {
        Array numbers = Array.CreateInstance(typeof(float), sizes);
        float[] flat = [.. Enumerable.Range(1, numbers.Length).Select(i => words ? i % 7 : MathF.Sin(i * 0.7f))];
        Buffer.BlockCopy(flat, 0, numbers, 0, flat.Length * sizeof(float));
        return numbers;
    }
}
