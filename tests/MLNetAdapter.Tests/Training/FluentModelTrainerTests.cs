using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;

namespace MLNetAdapter.Tests;

/// <summary>Any model trained on the rows of a view.</summary>
[TestClass]
public sealed class FluentModelTrainerTests
{
    [TestMethod]
    public void Learns_what_the_rows_say_and_leaves_the_model_as_it_was()
    {
        MLContext context = Table.Context;
        Model model = Line();
        float[] before = Numbers(model);
        FluentModelTrainer trainer = context.Transforms.TrainFluentModel(model, options: new() { Epochs = 60 });
        using FluentModelTransformer trained = trainer.Fit(Lines(context));
        CollectionAssert.AreEqual(before, Numbers(model));
        IDataView scored = trained.Transform(Lines(context));
        float[] expected = [.. scored.GetColumn<float>("Label")], received = [.. Table.Vectors(scored, "y").Select(v => v[0])];
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], received[i], 0.02f);
        Assert.AreEqual(1, trained.Model.Weights[0].Values[0], 0.02f);
        Assert.AreEqual(-2, trained.Model.Weights[0].Values[1], 0.02f);
    }

    [TestMethod]
    public void Equal_contexts_give_equal_networks_and_seeds_others()
    {
        float[] Train(int seed, int? own = null)
        {
            var context = new MLContext(seed);
            FluentTrainingOptions options = new() { Epochs = 2, Seed = own };
            using FluentModelTransformer trained = context.Transforms.TrainFluentModel(Line(), options: options).Fit(Lines(context));
            return Numbers(trained.Model);
        }

        CollectionAssert.AreEqual(Train(1), Train(1));
        CollectionAssert.AreNotEqual(Train(1), Train(2));
        CollectionAssert.AreEqual(Train(1, own: 7), Train(2, own: 7));
    }

    [TestMethod]
    public void Keys_are_classes_from_zero()
    {
        MLContext context = Table.Context;
        var x = new Input([2], "x");
        var model = new Model(x, x.Dense(3, Activations.Softmax, name: "y"), "clusters");
        model.Compile(new Adam(0.05f), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        string[] names = ["red", "green", "blue"];
        IDataView data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 90).Select(i =>
            new Named { x = [MathF.Cos(i % 3 * 2) + (i * 0.001f), MathF.Sin(i % 3 * 2)], Color = names[i % 3] }));
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label", "Color")
            .Append(context.Transforms.TrainFluentModel(model, options: new() { Epochs = 20 }));
        IDataView scored = pipeline.Fit(data).Transform(data);
        float[][] scores = Table.Vectors(scored, "y");
        for (int i = 0; i < 90; i++)
            Assert.AreEqual(i % 3, Array.IndexOf(scores[i], scores[i].Max()));
    }

    [TestMethod]
    public void Rows_without_weight_teach_nothing()
    {
        MLContext context = Table.Context;
        IDataView data = context.Data.LoadFromEnumerable(
            Rows().SelectMany(row => new[] { row, new Row { x = row.x, Label = 100, Weight = 0 } }));
        using FluentModelTransformer trained = context.Transforms.TrainFluentModel(
            Line(), null, null, null, "Weight", new() { Epochs = 60 }).Fit(data);
        Assert.AreEqual(1, trained.Model.Weights[0].Values[0], 0.05f);
        Assert.AreEqual(-2, trained.Model.Weights[0].Values[1], 0.05f);
    }

    [TestMethod]
    public void Several_inputs_and_outputs_are_mapped_by_name()
    {
        MLContext context = Table.Context;
        Input a = new([2], "a"), b = new([1], "b");
        Tensor sum = Layers.Concatenate(a, b);
        var model = new Model([a, b], [sum.Dense(1, name: "first"), sum.Dense(1, Activations.Sigmoid, name: "second")], "both");
        model.Compile(new Adam(0.05f), ["mse", "binary_crossentropy"]);
        IDataView data = context.Data.LoadFromEnumerable(Rows().Select(row =>
            new Pair { Left = row.x, Right = row.x[0], Number = row.Label, Truth = row.x[0] > 0 }));
        using FluentModelTransformer trained = context.Transforms.TrainFluentModel(
            model, new Dictionary<string, string> { ["a"] = "Left", ["b"] = "Right" },
            new Dictionary<string, string> { ["first"] = "Number", ["second"] = "Truth" },
            new Dictionary<string, string> { ["first"] = "Guess", ["second"] = "Chance" }, null, new() { Epochs = 100 }).Fit(data);
        IDataView scored = trained.Transform(data);
        float[][] guesses = Table.Vectors(scored, "Guess"), chances = Table.Vectors(scored, "Chance");
        foreach ((int i, Row row) in Rows().Index())
        {
            Assert.AreEqual(row.Label, guesses[i][0], 0.1f);
            if (MathF.Abs(row.x[0]) > 0.3f)
                Assert.AreEqual(row.x[0] > 0, chances[i][0] > 0.5f);
        }
    }

    [TestMethod]
    public void Texts_of_any_length_train_an_embedding()
    {
        MLContext context = Table.Context;
        string[] good = ["fine", "a fine film", "good and fine", "good"], bad = ["poor", "a poor film", "bad and poor", "bad"];
        IDataView data = context.Data.LoadFromEnumerable(good.Concat(bad).Select((text, i) => new Review { Text = text, Label = i < 4 }));
        var tokens = new Input([null], "tokens", ElementType.UInt32);
        var model = new Model(tokens, tokens.Embedding(20, 4).GlobalAveragePooling1D().Dense(1, Activations.Sigmoid, name: "y"), "texts");
        model.Compile(new Adam(0.05f), "binary_crossentropy");
        var pipeline = context.Transforms.Text.TokenizeIntoWords("words", "Text")
            .Append(context.Transforms.Conversion.MapValueToKey("tokens", "words"))
            .Append(context.Transforms.TrainFluentModel(model, options: new() { Epochs = 60, BatchSize = 4 }));
        float[][] scores = Table.Vectors(pipeline.Fit(data).Transform(data), "y");
        for (int i = 0; i < 8; i++)
            Assert.AreEqual(i < 4, scores[i][0] > 0.5f);
    }

    [TestMethod]
    public void Early_stopping_looks_at_the_validation_data_and_every_epoch_is_logged()
    {
        MLContext context = Table.Context;
        List<string> log = [];
        context.Log += (_, entry) => log.Add(entry.Message);
        IDataView wrong = context.Data.LoadFromEnumerable(Rows().Select(row => new Row { x = row.x, Label = -row.Label }));
        FluentTrainingOptions options = new() { Epochs = 50, Patience = 2 };
        using FluentModelTransformer trained = context.Transforms.TrainFluentModel(Line(zeros: true), options: options)
            .Fit(Lines(context), wrong);
        string[] epochs = [.. log.Where(line => line.Contains("Epoch ", StringComparison.Ordinal))];
        Assert.HasCount(3, epochs);                    // the first is the best: what it learns is wrong there
        StringAssert.Contains(epochs[0], "Epoch 1/50 - loss: ");
        StringAssert.Contains(epochs[0], " - val_loss: ");
    }

    [TestMethod]
    public void Cross_validation_keeps_groups_together()
    {
        MLContext context = Table.Context;
        IDataView data = context.Data.LoadFromEnumerable(Rows().Select((row, i) =>
            new Row { x = row.x, Label = row.Label, Group = (uint)(i % 4) }));
        var pipeline = context.Transforms.TrainFluentModel(Line(), options: new() { Epochs = 200 })
            .Append(context.Transforms.CopyColumns("Score", "y"));
        foreach (var split in context.Data.CrossValidationSplit(data, 2, samplingKeyColumnName: "Group"))
        {
            IDataView scored = pipeline.Fit(split.TrainSet).Transform(split.TestSet);
            uint[] tested = [.. scored.GetColumn<uint>("Group")], trained = [.. split.TrainSet.GetColumn<uint>("Group")];
            Assert.IsEmpty(tested.Intersect(trained));
            float[] expected = [.. scored.GetColumn<float>("Label")];
            float[][] received = Table.Vectors(scored, "Score");
            for (int i = 0; i < expected.Length; i++)
                Assert.AreEqual(expected[i], received[i][0], 0.05f);
        }
    }

    [TestMethod]
    public void Plain_ML_NET_opens_what_was_saved()
    {
        MLContext context = Table.Context;
        IDataView data = Lines(context);
        using FluentModelTransformer trained = context.Transforms.TrainFluentModel(Line(), options: new() { Epochs = 2 }).Fit(data);
        using MemoryStream stream = new();
        context.Model.Save(trained, data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        CollectionAssert.AreEqual(Table.Texts(trained.Transform(data), "y"), Table.Texts(loaded.Transform(data), "y"));
    }

    [TestMethod]
    public void Bad_input_is_named()
    {
        MLContext context = Table.Context;
        IDataView data = Lines(context);
        var x = new Input([2], "x");
        var raw = new Model(x, x.Dense(1, name: "y"), "raw");
        Names(
            "TrainFluentModel of model 'raw' expects a model that was compiled, with an optimizer, losses and metrics that files can " +
            "name. Received: no call of Compile so far.",
            () => context.Transforms.TrainFluentModel(raw));
        Names(
            "Label column 'Truth' expects to be among the columns. Received: 'x', 'Label', 'Weight', 'Group'.",
            () => context.Transforms.TrainFluentModel(Line(), labelColumnName: "Truth").Fit(data));
        Names(
            "Label column 'Text' expects numbers, keys or booleans. Received: String.",
            () => context.Transforms.TrainFluentModel(Line(), labelColumnName: "Text").Fit(context.Data.LoadFromEnumerable(
                Rows().Select(row => new Texts { x = row.x }))));
        Names(
            "Label column 'x' expects one number a row, as output 'y' of model 'line' has. Received: Vector<Single, 2>.",
            () => context.Transforms.TrainFluentModel(Line(), labelColumnName: "x").Fit(data));
        Names(
            "TrainFluentModel of model 'line' expects a label column for each output with a loss: y. Received: columns for z.",
            () => context.Transforms.TrainFluentModel(Line(), null, new Dictionary<string, string> { ["z"] = "Label" }));
        Names(
            "Weight column 'x' expects one number a row. Received: Vector<Single, 2>.",
            () => context.Transforms.TrainFluentModel(Line(), null, null, null, "x").Fit(data));
        Assert.AreEqual(
            "Model 'line' expects at least one batch in epoch 1. Received: a stream at its end.",
            Assert.ThrowsExactly<FluentException>(() => context.Transforms.TrainFluentModel(Line()).Fit(
                context.Data.FilterRowsByColumn(data, "Label", 1000))).Message);
    }

    private static void Names(string message, Action action) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FluentTransformException>(action).Message);

    private static Model Line(bool zeros = false)
    {
        var x = new Input([2], "x");
        var model = new Model(x, x.Dense(1, kernelInitializer: zeros ? new Zeros() : null, name: "y"), "line");
        model.Compile(new Adam(0.05f), "mse");
        return model;
    }

    private static IDataView Lines(MLContext context) => context.Data.LoadFromEnumerable(Rows());

    private static IEnumerable<Row> Rows() => Enumerable.Range(0, 64).Select(i => (A: MathF.Sin(i), B: MathF.Cos(i * 1.7f)))
        .Select(p => new Row { x = [p.A, p.B], Label = p.A - (2 * p.B) + 0.5f, Weight = 1 });

    private static float[] Numbers(Model model) => [.. model.Weights.SelectMany(w => w.Values.ToArray())];

#pragma warning disable SA1300, IDE1006                // columns are named like the tensors that they feed
    private sealed class Row
    {
        [VectorType(2)]
        public float[] x { get; set; } = [];

        public float Label { get; set; }

        public float Weight { get; set; }

        public uint Group { get; set; }
    }

    private sealed class Named
    {
        [VectorType(2)]
        public float[] x { get; set; } = [];

        public string Color { get; set; } = "";
    }

    private sealed class Pair
    {
        [VectorType(2)]
        public float[] Left { get; set; } = [];

        public float Right { get; set; }

        public float Number { get; set; }

        public bool Truth { get; set; }
    }

    private sealed class Review
    {
        public string Text { get; set; } = "";

        public bool Label { get; set; }
    }

    private sealed class Texts
    {
        [VectorType(2)]
        public float[] x { get; set; } = [];

        public string Text { get; set; } = "";
    }
#pragma warning restore SA1300, IDE1006
}
