namespace Fluent.Tests.Training;

/// <summary>A step allocates no managed byte after the first of its shape.</summary>
[TestClass]
[DoNotParallelize]
public sealed class AllocationTests
{
    [TestMethod]
    public void A_classifier_with_metrics_dropout_and_moving_averages() => Check(() =>
    {
        Input x = new([4], "x");
        Model model = new(x, x.Dense(8, Activations.Relu).BatchNormalization().Dropout(0.1f).Dense(3, Activations.Softmax));
        model.Compile(new Adam(0.01f), "sparse_categorical_crossentropy", metrics: ["accuracy", "sparse_categorical_crossentropy"],
            weightedMetrics: ["accuracy"]);
        return model;
    });

    [TestMethod]
    public void A_constrained_penalized_averaged_model() => Check(() =>
    {
        Input x = new([4], "x");
        Model model = new(x, x.Dense(3, Activations.Softmax, kernelRegularizer: new L2(0.1f), kernelConstraint: new MaxNorm(1)));
        model.Compile(new SGD(0.01f, 0.9f) { GlobalClipnorm = 1, UseEma = true, WeightDecay = 0.01f }, "sparse_categorical_crossentropy");
        return model;
    });

    [TestMethod]
    public void A_table_updated_by_rows() => Check(() =>
    {
        Input x = new([4], "x");
        Model model = new(x, (x * x * 9).Embedding(10, 3).Flatten().Dense(3, Activations.Softmax));
        model.Compile(new SGD(0.01f) { Clipnorm = 1 }, "sparse_categorical_crossentropy");
        return model;
    });

    [TestMethod]
    public void Images_in_parts_side_by_side()
    {
        int? before = Defaults.Threads;
        try
        {
            Defaults.Threads = 2;
            Check(() =>
            {
                Input x = new([48 * 48], "x");
                Tensor features = x.Reshape([48, 48, 1]).Conv2D(8, 3).GlobalAveragePooling2D();
                Model model = new(x, features.Dropout(0.1f).Dense(3, Activations.Softmax));
                model.Compile(new Adam(0.01f), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
                return model;
            }, columns: 48 * 48, batch: 32);
        }
        finally
        {
            Defaults.Threads = before;
        }
    }

    private static void Check(Func<Model> make, int columns = 4, int batch = 4)
    {
        Model model = make();
        float[,] x = Nets.Numbers(100 * batch, columns);
        long before = 0, most = 0;
        LambdaCallback watch = new(
            onTrainBatchBegin: (_, _) => before = GC.GetAllocatedBytesForCurrentThread(),
            onTrainBatchEnd: (batch, _) => most = batch < 5 ? 0 : Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before));
        long[] marks = new long[2];
        LambdaCallback all = new(onTrainBatchEnd: (batch, _) =>
        {
            if (batch is 10 or 90)
                marks[batch / 90] = GC.GetAllocatedBytesForCurrentThread();
        });
        model.Fit(
            x, Nets.Classes(x), batchSize: batch, epochs: 2, verbose: 0, callbacks: [watch, all], sampleWeight: new float[100 * batch]);
        Assert.AreEqual(0, most, "within a step");
        Assert.AreEqual(0, marks[1] - marks[0], "from step to step");
    }
}
