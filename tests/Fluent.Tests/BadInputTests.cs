using Fluent.Tests.Training;
using OnnxEmit;
using Testing;

namespace Fluent.Tests;

/// <summary>Bad input of every kind: a typed exception with a whole sentence, and everything usable afterwards.</summary>
[TestClass]
public sealed class BadInputTests
{
    private static readonly float[,] X = Nets.Numbers(6, 4);
    private static readonly int[] Y = [0, 1, 2, 0, 1, 2];

    public static IEnumerable<object[]> Calls =>
    [
        // Shapes when the model is built.
        Case("Layer 'd' expects an input of rank 2 or more, the batch first. Received: Float(batch).", _ => new Input([], "x")
            .Dense(2, name: "d")),
        Case("Layer 'cat' expects inputs of equal lengths but along axis 2. Received: Float(batch, 2, 3), Float(batch, 4, 3).",
            _ => Layers.Concatenate([new Input(2, 3), new Input(4, 3)], -1, "cat")),
        Case("Layer 'cut' cannot be called on Float(batch, 3, 3, 1): Conv expects a window that fits into the padded input. Received: X " +
            "(batch, 1, 3, 3), window (5, 5).", _ => new Input([3, 3, 1], "x").Conv2D(2, 5, name: "cut")),
        Case("Layer 'd' expects inputs that fit its weight 'kernel' of shape (4, 2). Received: Float(batch, 5).", _ =>
        {
            Dense shared = new(2, name: "d");
            new Input(4).Apply(shared);
            return new Input(5).Apply(shared);
        }),

        Case("Layer 'd' expects 1 unit or more. Received: 0.", _ => new Input(4).Dense(0, name: "d")),
        Case("An input expects lengths of 0 or more, and null where one is not known. Received: (batch, 4, -1).", _ => new Input(4, -1)),
        Case("A model expects tensors for its inputs and outputs. Received: null.", _ => new Model(new Input(4), (Tensor)null!)),

        // Shapes and kinds of data when it runs.
        Case("Model 'net' expects input 'x' of shape (batch, 4). Received: shape (6, 3).", model => model.Predict(new float[6, 3])),
        Case("Model 'net' expects input 'x' of shape (batch, 4). Received: shape (6, 3).",
            model => model.Fit(new float[6, 3], Y, verbose: 0)),
        Case("Model 'net' expects input 'x' of shape (batch, 4). Received: shape (6, 4, 2).",
            model => model.Evaluate(new float[6, 4, 2], Y)),
        Case("Model 'net' expects at least one sample for input 'x'. Received: empty data.", model => model.Predict(new float[0, 4])),
        Case("Model 'net' expects at least one sample. Received: empty data.",
            model => model.Fit(new float[0, 4], Array.Empty<int>(), verbose: 0)),
        Case("Model 'net' expects y of as many samples as x, 6. Received: 5.", model => model.Fit(X, Y[1..], verbose: 0)),
        Case("Model 'net' expects sample weights of as many samples as x, 6. Received: 2.",
            model => model.Fit(X, Y, verbose: 0, sampleWeight: new float[2])),
        Case("Loss 'sparse_categorical_crossentropy' expects labels of rank 1 for predictions Float(6, 3). Received: Float(6, 2).",
            model => model.Fit(X, new float[6, 2], verbose: 0)),
        Case("Model 'net' cannot compute sparse_categorical_crossentropy of y Int32(6) for its output 'scores' Float(6, 3): " +
            "Mul expects inputs of shapes that broadcast. Received: (6), (6, 2).",
            model => model.Fit(X, Y, verbose: 0, sampleWeight: new float[6, 2])),
        Case("Model 'pair' cannot compute mean_squared_error of y Float(6, 3) for its output 'd' Float(6, 2): " +
            "Sub expects inputs of shapes that broadcast. Received: (6, 2), (6, 3).", _ => Pair("mse").Evaluate(X, new float[6, 3])),
        Case("Model 'pair' cannot compute accuracy of y Float(6, 3) for its output 'd' Float(6, 2): " +
            "Equal expects inputs of shapes that broadcast. Received: (6, 3), (6, 2).",
            _ => Pair(null, new Accuracy()).Evaluate(X, new float[6, 3])),
        Case("Model 'net' expects y of shape (samples), (samples, 1) or (samples, classes) with class weights. Received: (6, 1, 2).",
            model => model.Fit(X, new float[6, 1, 2], verbose: 0, classWeight: new Dictionary<int, float> { [0] = 2 })),
        Case("Data expects arrays of float, double, Half, bool or an integer type. Received: String[].",
            model => model.Predict(new[] { "a" })),
        Case("Data expects arrays of float, double, Half, bool or an integer type. Received: Decimal[,].",
            model => model.Predict(new decimal[6, 4])),
        Case("Data expects rows of equal length, Float(4) as the first. Received: Float(3) in row 1.",
            model => model.Predict(new float[][] { [1, 2, 3, 4], [1, 2, 3] })),
        Case("Data expects an array in every row. Received: null in row 1.", model => model.Predict(new float[]?[] { [1, 2, 3, 4], null })),

        // Labels.
        Case("Model 'net' expects labels from 0 to 2 for output 'scores' with sparse_categorical_crossentropy. Received: 3.",
            model => model.Fit(X, new[] { 0, 1, 2, 3, 0, 0 }, verbose: 0)),
        Case("Model 'net' expects labels from 0 to 2 for output 'scores' with sparse_categorical_crossentropy. Received: -1.",
            model => model.Evaluate(X, new long[] { 0, 1, 2, -1, 0, 0 })),
        Case("Model 'net' expects labels from 0 to 2 for output 'scores' with sparse_categorical_crossentropy. Received: NaN.",
            model => model.Fit(X, new[] { 0, 1, float.NaN, 1, 0, 0 }, verbose: 0)),
        Case("Model 'net' expects labels from 0 to 2 for output 'scores' with sparse_categorical_crossentropy. Received: 7.",
            model => model.TrainOnBatch(X, new double[] { 0, 1, 7, 1, 0, 0 })),

        // Settings.
        Case("Model 'net' expects a batch size of 1 or more. Received: 0.", model => model.Fit(X, Y, batchSize: 0, verbose: 0)),
        Case("Model 'net' expects a batch size of 1 or more. Received: -1.", model => model.Predict(X, batchSize: -1)),
        Case("Model 'net' expects 0 epochs or more, from an initial epoch of 0 or more. Received: -2 epochs from 0.",
            model => model.Fit(X, Y, epochs: -2, verbose: 0)),
        Case("Model 'net' expects a validation frequency of 1 or more. Received: 0.",
            model => model.Fit(X, Y, verbose: 0, validationFrequency: 0)),
        Case("Model 'net' expects a validation split that leaves samples on both sides of 6. Received: 0.99.",
            model => model.Fit(X, Y, verbose: 0, validationSplit: 0.99f)),
        Case("Model 'net' expects a validation split that leaves samples on both sides of 6. Received: 1.",
            model => model.Fit(X, Y, verbose: 0, validationSplit: 1)),
        Case("Model 'net' expects sample weights or class weights, not both. Received: both.", model =>
            model.Fit(X, Y, verbose: 0, sampleWeight: new float[6], classWeight: new Dictionary<int, float> { [1] = 2 })),
        Case("Model 'two' expects class weights only with one output. Received: 2 outputs.", _ =>
        {
            Model two = Nets.TwoByTwo();
            two.Compile("sgd", ["mse", "sparse_categorical_crossentropy"]);
            return two.Fit([X, new float[6, 2]], [new float[6, 1], Y], verbose: 0, classWeight: new Dictionary<int, float> { [1] = 2 });
        }),
        Case("Model 'raw' expects to be compiled first. Received: no call of Compile so far.",
            _ => Nets.Classifier(compiled: false, name: "raw").Fit(X, Y)),
        Case("Model 'raw' expects to be compiled first. Received: no call of Compile so far.",
            _ => Nets.Classifier(compiled: false, name: "raw").Evaluate(X, Y)),
        Case("Model 'raw' expects to be compiled first. Received: no call of Compile so far.",
            _ => Nets.Classifier(compiled: false, name: "raw").TrainOnBatch(X, Y)),

        Case("An optimizer expects learningRate to be 0 or more. Received: -1.", _ => new SGD(-1)),
        Case("An optimizer expects learningRate to be 0 or more. Received: NaN.", _ => new Adam(float.NaN)),
        Case("Adam expects beta2 to be from 0 to 1. Received: 2.", _ => new Adam(beta2: 2)),

        // Files and streams while training.
        Begins("CSVLogger expects '/dev/null/x.csv' to be a file that it can read or write. Received: ", ".",
            model => model.Fit(X, Y, verbose: 0, callbacks: [new CSVLogger("/dev/null/x.csv")])),
        Case("Model 'net' expects a stream of batches. Received: null among them.",
            model => model.Fit(new Batch[] { null! }, verbose: 0)),

        // Names.
        Begins("A loss expects one of these names: binary_crossentropy, ", ". Received: 'msee'.", model => Loss.FromString("msee")),
        Begins("A metric expects one of these names: ", ". Received: 'acuracy'.", model => Metric.FromString("acuracy")),
        Begins("An optimizer expects one of these names: ", ". Received: 'adaam'.", model => Optimizer.FromString("adaam")),
        Begins("An activation expects one of these names: ", ". Received: 'rleu'.", model => ActivationFunction.FromString("rleu")),
        Case("Model 'net' expects the name of one of its layers (x, hidden, scores). Received: 'hiden'.", model => model.GetLayer("hiden")),
        Case("Model 'net' expects a layer index from 0 to 2. Received: 3.", model => model.GetLayer(3)),

        // Weights.
        Case("Weight 'hidden/kernel' expects 32 values of shape (4, 8). Received: 3.",
            model => Do(() => model.Weights[0].Assign([1, 2, 3]))),
        Case("Layer 'hidden' expects an array for each of its 2 weights (hidden/kernel (4, 8), hidden/bias (8)). Received: 1.",
            model => Do(() => model.GetLayer("hidden").SetWeights(new float[4, 8]))),
        Case("Layer 'hidden' expects an array of shape (4, 8) for 'hidden/kernel'. Received: shape (8, 4).",
            model => Do(() => model.GetLayer("hidden").SetWeights([new float[8, 4], new float[8]]))),
    ];

    [TestMethod]
    [DynamicData(nameof(Calls))]
    public void A_sentence_says_what_is_wrong(string message, Func<Model, object?> call)
    {
        Model model = Nets.Classifier();
        float[] before = Nets.All(model);
        FluentException error = Assert.Throws<FluentException>(() => call(model));
        if (message.Split('…') is [var start, var end])
        {
            StringAssert.StartsWith(error.Message, start);
            StringAssert.EndsWith(error.Message, end);
        }
        else
        {
            Assert.AreEqual(message, error.Message);
        }

        CollectionAssert.AreEqual(before, Nets.All(model));
        model.Fit(X, Y, verbose: 0);
    }

    private static Model Pair(LossPlan? loss, params Metric[] metrics)
    {
        Input x = new([4], "x");
        Model pair = new(x, x.Dense(2, name: "d"), "pair");
        pair.Compile("sgd", loss, metrics: MetricPlan.Create(metrics));
        return pair;
    }

    [TestMethod]
    public void The_label_that_is_to_be_ignored_may_be_anything()
    {
        Model model = Nets.Classifier();
        model.Compile("sgd", new SparseCategoricalCrossentropy(ignoreClass: -1));
        double loss = model.Evaluate(X, new[] { 0, -1, 2, -1, 1, 2 }).Loss;
        float[,] kept = new float[4, 4];
        foreach ((int at, int row) in new[] { 0, 2, 4, 5 }.Index())
            Array.Copy(X, row * 4, kept, at * 4, 4);
        Assert.AreEqual(model.Evaluate(kept, new[] { 0, 2, 1, 2 }).Loss, loss, 1e-6);
    }

    [TestMethod]
    public void A_loss_that_is_no_number_leaves_the_weights_of_the_step_before()
    {
        Model model = Nets.Classifier();
        float[,] x = Nets.Numbers(6, 4);
        x[5, 1] = float.NaN;
        float[] before = [];
        FluentException error = Assert.Throws<FluentException>(() => model.Fit(x, Y, batchSize: 2, verbose: 0, shuffle: false, callbacks:
            [new LambdaCallback(onTrainBatchEnd: (_, _) => before = Nets.All(model))]));
        Assert.AreEqual(
            "Model 'net' expects a finite loss. Received: NaN in step 3. The weights are as before the step; use a smaller learning " +
            "rate, scale the inputs, " +
            "or look for values that are not numbers in the data.", error.Message);
        CollectionAssert.AreEqual(before, Nets.All(model));
        Assert.AreEqual(2, model.Optimizer!.Iterations);
    }

    [TestMethod]
    public void Files_that_are_no_models()
    {
        using TemporaryFolder folder = new();
        string good = folder / "good.onnx", path = folder / "bad.onnx";
        Model model = Nets.Classifier();
        model.Save(good);
        byte[] bytes = File.ReadAllBytes(good);
        foreach (byte[] bad in new[] { [], "not a model at all"u8.ToArray(), bytes[..^1], bytes[..(bytes.Length / 2)], bytes[..7] })
        {
            File.WriteAllBytes(path, bad);
            FluentException error = Assert.Throws<FluentException>(() => Model.Load(path));
            StringAssert.Contains(error.Message, path);
            StringAssert.EndsWith(error.Message, ".");
        }

        model.Export(path);
        Refused($"File '{path}' expects to be saved by Model.Save, with the model's configuration in it. Received: an ONNX model without " +
            "one.", () => Model.Load(path));
        Refused($"Model.Load expects a file that ends in .onnx. Received: '{folder / "model.bin"}'.",
            () => Model.Load(folder / "model.bin"));
        Refused(
            $"Model file '{folder / "none.onnx"}' expects a file that can be read. Received: Could not find file " +
            $"'{folder / "none.onnx"}'. " +
            "Check that it exists and that you may read it.",
            () => Model.Load(folder / "none.onnx"));
    }

    [TestMethod]
    public void Files_whose_metadata_were_changed()
    {
        using TemporaryFolder folder = new();
        string good = folder / "good.onnx", path = folder / "bad.onnx";
        Nets.Classifier().Save(good);
        (string Key, string From, string To)[] changes =
        [
            ("fluent.config", "{", "["), ("fluent.config", "\"units\":8", "\"units\":\"many\""),
                ("fluent.config", "\"units\":8", "\"units\":9"),
            ("fluent.config", "\"units\":8", "\"units\":-8"), ("fluent.config", "\"units\":8", "\"units\":2147483647"),
            ("fluent.config", "\"layers\"", "\"lairs\""),
            ("fluent.config", "\"Dense\"", "\"Dance\""), ("fluent.config", "keras_history", "keras_mystery"),
            ("fluent.weights", "\"index\":0", "\"index\":99"),
            ("fluent.weights", "\"index\":0", "\"index\":-1"), ("fluent.weights", "\"initializer\"", "\"initialiser\""),
            ("fluent.weights", "[", ""),
            ("fluent.weights", "\"perm\":[]", "\"perm\":[7,-3]"), ("fluent.weights", "\"index\":0", "\"index\":1"),
            ("fluent.unused", "{", "{\"0\":\"?\""),
            ("fluent.compile", "\"Adam\"", "\"Eve\""), ("fluent.compile", "\"loss\":[", "\"loss\":[null,"),
        ];
        foreach ((string key, string from, string to) in changes)
        {
            OnnxModel file = OnnxModel.Load(good);
            StringAssert.Contains(file.Metadata[key], from);
            Dictionary<string, string> metadata = new(file.Metadata) { [key] = file.Metadata[key].Replace(from, to,
                StringComparison.Ordinal) };
            new OnnxModel(file.Graph) { Opset = file.Opset, Metadata = metadata }.Save(path);
            FluentException error = Assert.Throws<FluentException>(() => Model.Load(path), $"{key}: {to}");
            StringAssert.EndsWith(error.Message, ".", error.Message);
            Console.WriteLine($"{key} {to}: {error.Message}");
        }
    }

    [TestMethod]
    public void A_path_that_cannot_be_written_leaves_the_old_file()
    {
        using TemporaryFolder folder = new();
        Model model = Nets.Classifier();
        Refused($"Model 'net' expects a file that ends in .onnx. Received: '{folder / "model.txt"}'.",
            () => model.Save(folder / "model.txt"));
        string nowhere = Path.Combine(folder.Path, "none", "model.onnx");
        FluentException error = Assert.Throws<FluentException>(() => model.Save(nowhere));
        StringAssert.StartsWith(error.Message,
            $"Saving to '{nowhere}' expects a folder that can be written to. Received: Could not find a part of the path");
        Assert.IsEmpty(folder.Names());

        Directory.CreateDirectory(folder / "taken.onnx");
        Assert.Throws<FluentException>(() => model.Export(folder / "taken.onnx"));
        CollectionAssert.AreEqual(new[] { "taken.onnx" }, folder.Names());

        model.Save(folder / "model.onnx");
        byte[] old = File.ReadAllBytes(folder / "model.onnx");
        Assert.Throws<FluentException>(() => model.Export(folder / "model.onnx", new() { Opset = 3 }));
        CollectionAssert.AreEqual(old, File.ReadAllBytes(folder / "model.onnx"));
        CollectionAssert.AreEqual(new[] { "model.onnx", "taken.onnx" }, folder.Names());
    }

    [TestMethod]
    public void A_device_that_is_not_there_is_one_clear_error()
    {
        if (Device.Cuda().Check().Got is not null)
            return;
        Model model = Nets.Classifier();
        float[] before = Nets.All(model);
        model.Compile("sgd", "sparse_categorical_crossentropy", device: Device.Cuda());
        foreach (Action call in new Action[] { () => model.Fit(X, Y, verbose: 0), () => model.Predict(X), () => model.Evaluate(X, Y) })
        {
            DeviceException error = Assert.ThrowsExactly<DeviceException>(call);
            Assert.AreEqual(Device.Cuda().Check().ToString(), error.Message);
            StringAssert.Contains(error.Message, "Microsoft.ML.OnnxRuntime.Gpu");
        }

        CollectionAssert.AreEqual(before, Nets.All(model));
        model.Compile("sgd", "sparse_categorical_crossentropy");
        model.Fit(X, Y, verbose: 0);
    }

    private static object[] Case(string message, Func<Model, object?> call) => [message, call];

    private static object[] Begins(string start, string end, Func<Model, object?> call) => [$"{start}…{end}", call];

    private static object? Do(Action action)
    {
        action();
        return null;
    }

    private static void Refused(string message, Action call) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FluentException>(call).Message);
}
