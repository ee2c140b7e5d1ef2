using OnnxEmit;
using static Fluent.Activations;

namespace Fluent.Tests.Training;

/// <summary>A batch that threads compute in parts gives the numbers that it gives as a whole.</summary>
[TestClass]
[DoNotParallelize]
public sealed class StepPartsTests
{
    private const int Rows = 64;

    [TestMethod]
    [DataRow(64, 1 << 20, 1000, 2, 2)]
    [DataRow(64, 1 << 20, 1000, 8, 4, DisplayName = "not below 16 rows")]
    [DataRow(60, 1 << 20, 1000, 8, 3, DisplayName = "of equally many rows")]
    [DataRow(61, 1 << 20, 1000, 8, 1, DisplayName = "of equally many rows, if there are any such")]
    [DataRow(64, 1 << 17, 1000, 8, 1, DisplayName = "not where there is little to do")]
    [DataRow(64, 1 << 20, 1 << 20, 8, 1, DisplayName = "not where gradients are as many as numbers")]
    [DataRow(8, 1 << 20, 1000, 8, 1)]
    public void Parts_are_equal_and_worth_it(int rows, long numbers, long weights, int threads, int parts) =>
        Assert.AreEqual(parts, StepParts.Count(rows, numbers, weights, threads));

    [TestMethod]
    public void A_classifier_with_dropout_penalty_and_metrics() => Same(() =>
    {
        Model model = Images(x => x.Conv2D(4, 3, activation: Relu, kernelRegularizer: new L2(0.01f)).MaxPooling2D().Dropout(0.3f)
            .Flatten().Dense(3, Softmax));
        model.Compile(new Adam(0.01f), "sparse_categorical_crossentropy", metrics: ["accuracy"], weightedMetrics: ["accuracy"]);
        return model;
    });

    [TestMethod]
    public void Losses_that_are_sums_and_gradients_that_are_clipped() => Same(() =>
    {
        Model model = Images(x => x.AveragePooling2D(2).Flatten().LayerNormalization().Dense(8, Gelu).Dense(3, Softmax));
        model.Compile(new SGD(0.01f, 0.9f) { GlobalClipnorm = 1 }, new SparseCategoricalCrossentropy(reduction: LossReduction.Sum));
        return model;
    });

    [TestMethod]
    public void Several_outputs_with_losses_of_their_own() => Same(() =>
    {
        Input x = new([48, 48, 2], "x");
        Tensor features = x.Conv2D(4, 3, activation: Relu).GlobalAveragePooling2D();
        Model model = new(x, [features.Dense(3, Softmax, name: "a"), features.Dense(3, Softmax, name: "b")]);
        model.Compile(new Adam(0.01f), ["sparse_categorical_crossentropy", "sparse_categorical_crossentropy"], lossWeights: [1f, 0.5f]);
        return model;
    }, outputs: 2);

    [TestMethod]
    [DataRow("moving averages")]
    [DataRow("numbers of the whole batch")]
    [DataRow("a loss that a layer adds")]
    [DataRow("a table that is read by rows")]
    [DataRow("a mean by weights")]
    public void Stays_whole_with(string what)
    {
        Model model = what switch
        {
            "moving averages" => Images(x => x.BatchNormalization().Conv2D(4, 3).Flatten().Dense(3)),
            "numbers of the whole batch" => Images(x => (x - Ops.Mean(x, 0, keepdims: true)).Conv2D(4, 3).Flatten().Dense(3)),
            "a loss that a layer adds" => Images(x => x.Conv2D(4, 3).ActivityRegularization(0.1f).Flatten().Dense(3)),
            "a table that is read by rows" => Images(x => (x * 4).Embedding(10, 4).Flatten().Dense(3)),
            _ => Images(x => x.Conv2D(4, 3).Flatten().Dense(3)),
        };
        LossReduction reduction = what == "a mean by weights" ? LossReduction.MeanWithSampleWeight : LossReduction.Mean;
        model.Compile(new SGD(), new SparseCategoricalCrossentropy(fromLogits: true, reduction: reduction));
        Assert.AreEqual(1, Build(model, weighted: true).Parts);
    }

    private static Model Images(Func<Tensor, Tensor> network)
    {
        Input x = new([48, 48, 2], "x");
        return new(x, network(x));
    }

    private static StepGraph Build(Model model, bool weighted)
    {
        int outputs = model.Outputs.Count;
        BatchArrays batch = new(1, outputs) { X = { [0] = new(ElementType.Float, [48, 48, 2], Rows) } };
        for (int i = 0; i < outputs; i++)
        {
            batch.Y[i] = new(ElementType.Int32, [], Rows);
            batch.Weights[i] = weighted ? new(ElementType.Float, [], Rows) : null;
        }

        return StepGraph.Build(model, model.Plan!, batch, training: true, threads: 2);
    }

    private static void Same(Func<Model> make, int outputs = 1)
    {
        Assert.AreEqual(2, Build(make(), weighted: outputs == 1).Parts);
        int? before = Defaults.Threads;
        try
        {
            (float[] Weights, History History) whole = Fit(make, 1, outputs), parts = Fit(make, 2, outputs);
            for (int i = 0; i < whole.Weights.Length; i++)
                Assert.AreEqual(whole.Weights[i], parts.Weights[i], 1e-4f, $"weight {i}");
            foreach (string name in whole.History.Names)
                Assert.AreEqual(whole.History[name][^1], parts.History[name][^1], 1e-4, name);
        }
        finally
        {
            Defaults.Threads = before;
        }
    }

    private static (float[] Weights, History History) Fit(Func<Model> make, int threads, int outputs)
    {
        Defaults.Threads = threads;
        AutoName.Reset();                              // equal names draw equal numbers
        RandomNumbers.SetSeed(1);
        Model model = make();
        float[,] numbers = Nets.Numbers(3 * Rows, 48 * 48 * 2);
        Data x = Data.FromMemory<float>(numbers.Cast<float>().ToArray(), [3 * Rows, 48, 48, 2]);
        int[] classes = Nets.Classes(numbers);
        float[] weights = [.. classes.Select(c => 1f + c)];
        Data one = classes, two = [classes, classes], weight = weights;
        History history = outputs == 1
            ? model.Fit(x, one, batchSize: Rows, epochs: 2, verbose: 0, sampleWeight: weight)
            : model.Fit(x, two, batchSize: Rows, epochs: 2, verbose: 0);
        return (Nets.All(model), history);
    }
}
