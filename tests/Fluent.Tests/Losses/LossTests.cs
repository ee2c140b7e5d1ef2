using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using Testing;

namespace Fluent.Tests;

/// <summary>Losses differentiate, stay finite, and refuse labels that name no class.</summary>
[TestClass]
public sealed class LossTests
{
    private static readonly Feed OneHot = Feed.Plain<float>([3, 4], 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1);
    private static readonly Feed Bits = Feed.Plain<float>([3, 4], 0, 1, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1);
    private static readonly Feed Indices = Feed.Plain<int>([3], 1, 0, 3);
    private static readonly Feed Probabilities = Feed.Random([3, 4], 0.15f, 0.8f);
    private static readonly Feed Logits = Feed.Random([3, 4], -2, 2);

    [TestMethod]
    public void Gradients_of_numbers()
    {
        Check(new MeanSquaredError(), Feed.Random([3, 4], seed: 2), Logits);
        Check(new MeanAbsoluteError(), Feed.Random([3, 4], -3, -2.5f), Logits);
    }

    // A model of one number a row: the mean is over the samples, weighted or not.
    [TestMethod]
    public void Single_numbers_are_weighed_like_rows_of_one()
    {
        Input x = new([2], "x");
        Model model = new(x, x[.., 0], "m");
        model.Compile("sgd", "mse", weightedMetrics: [new RootMeanSquaredError()]);
        float[,] given = { { 1, 0 }, { 3, 0 } };
        Logs logs = model.TestOnBatch(given, new float[,] { { 0 }, { 1 } }, sampleWeight: new float[] { 1, 3 });
        Assert.AreEqual(6.5, logs.Loss, 1e-6);
        Assert.AreEqual(Math.Sqrt(13 / 4.0), logs["root_mean_squared_error"], 1e-6);
        Assert.AreEqual(2.5 * 2, model.TestOnBatch(given, new float[] { 0, 1 }, sampleWeight: new float[] { 1, 3 }).Loss, 1e-6);
    }

    [TestMethod]
    public void Gradients_of_binary_cross_entropy()
    {
        Check(new BinaryCrossentropy(), Bits, Probabilities);
        Check(new BinaryCrossentropy(fromLogits: true, labelSmoothing: 0.1f), Bits, Logits);
        Check(new BinaryCrossentropy(axis: 0), Bits, Probabilities);
    }

    [TestMethod]
    public void Gradients_of_categorical_cross_entropy()
    {
        Check(new CategoricalCrossentropy(), OneHot, Probabilities);
        Check(new CategoricalCrossentropy(fromLogits: true, labelSmoothing: 0.2f), OneHot, Logits);
    }

    [TestMethod]
    public void Gradients_of_sparse_categorical_cross_entropy()
    {
        Check(new SparseCategoricalCrossentropy(), Indices, Probabilities);
        Check(new SparseCategoricalCrossentropy(fromLogits: true), Indices, Logits);
        Check(new SparseCategoricalCrossentropy(fromLogits: true, ignoreClass: 0), Indices, Logits);
        Check(new SparseCategoricalCrossentropy(fromLogits: true, axis: 1),
            Feed.Plain<int>([2, 5], 1, 0, 2, 2, 1, 0, 0, 1, 2, 1), Feed.Random([2, 3, 5]));
    }

    [TestMethod]
    [DataRow("binary_crossentropy")]
    [DataRow("categorical_crossentropy")]
    [DataRow("sparse_categorical_crossentropy")]
    public void Logits_are_found_behind_probabilities(string name)
    {
        // Beyond these logits probabilities round to 0 and 1, and clipping would end the gradient.
        Feed far = Feed.Of([3, 4], 50, -50, -50, -50, -50, -60, 70, -50, 40, 30, -80, -60);
        Feed truth = name[0] == 's' ? Indices : OneHot;
        Loss loss = Loss.FromString(name);
        float[] gradient = OperatorHarness.Gradients([far, truth],
            v => loss.Reduce(v[1], name[0] == 'b' ? Op.Sigmoid(v[0]) : Op.Softmax(v[0]), null, null))[0];
        Assert.IsTrue(gradient.All(float.IsFinite) && gradient[1] < -0.01f && gradient[0] > 0.01f, string.Join(" ", gradient));
    }

    [TestMethod]
    [DataRow(true, 18)]
    [DataRow(false, 17)]
    public void The_gradient_of_softmax_and_cross_entropy_is_a_few_operators(bool sparse, int most)
    {
        Value x = Expect.Input(3, 4), y = Value.Input(sparse ? ElementType.Int64 : ElementType.Float, sparse ? [3] : [3, 4], "y");
        Loss loss = sparse ? new SparseCategoricalCrossentropy() : new CategoricalCrossentropy();
        Value total = loss.Reduce(y, Op.Softmax(x), null, null);
        Graph graph = new([x, y], [total, Differentiate.Gradient(total, [x])[0]!]);
        int count = graph.Operators.Length;
        Assert.IsTrue(count <= most, $"{count}: {string.Join(" ", graph.Operators.Select(op => op.OpType))}");
    }

    [TestMethod]
    public void Ignored_labels_do_not_count()
    {
        SparseCategoricalCrossentropy loss = new(fromLogits: true, ignoreClass: -1);
        float all = Run(new SparseCategoricalCrossentropy(fromLogits: true), Feed.Plain<int>([2], 1, 0), Feed.Of([2, 2], 1, 2, 3, 5));
        float some = Run(loss, Feed.Plain<int>([4], 1, -1, 0, -1), Feed.Of([4, 2], 1, 2, 9, 9, 3, 5, float.NaN, 0));
        Assert.AreEqual(all, some, 1e-6f);
        Assert.AreEqual(-1, loss.IgnoredClass);
    }

    [TestMethod]
    public void A_label_beyond_the_classes_is_refused_by_the_runtime()
    {
        Exception error = Assert.Throws<Exception>(
            () => Run(new SparseCategoricalCrossentropy(), Feed.Plain<int>([2], 1, 2), Feed.Of([2, 2], 1, 2, 3, 5)));
        StringAssert.Contains(error.Message, "GatherElements", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Labels_of_a_wrong_rank_are_refused() => Message(
        "Loss 'sparse_categorical_crossentropy' expects labels of rank 1 for predictions Float(3, 4). Received: Float(3, 4).",
        () => new SparseCategoricalCrossentropy().Reduce(Expect.Input(3, 4), Expect.Input(3, 4), null, null));

    [TestMethod]
    public void Weights_of_zero_give_a_loss_of_zero()
    {
        Value x = Expect.Input(2, 2), w = Value.Input(ElementType.Float, [2], "w");
        x.Name = "x";
        Value loss = new MeanSquaredError(LossReduction.MeanWithSampleWeight).Reduce(x, x * 2, w, null);
        TensorData[] result = OnnxRunner.Run(new Graph([x, w], [loss]), new Dictionary<string, TensorData>
        {
            ["x"] = TensorData.Create<float>([2, 2], 1, 2, 3, 4),
            ["w"] = TensorData.Create<float>([2], 0, 0),
        });
        Assert.AreEqual(0f, result[0].AsSpan<float>()[0]);
    }

    [TestMethod]
    public void Names_are_Keras_s()
    {
        Assert.IsInstanceOfType<BinaryCrossentropy>((Loss)"bce");
        Assert.IsInstanceOfType<MeanAbsoluteError>((Loss)"MAE");
        Assert.AreEqual("sparse_categorical_crossentropy", new SparseCategoricalCrossentropy().Name);
        Assert.IsTrue(new SparseCategoricalCrossentropy().IsSparse);
    }

    private static void Check(Loss loss, Feed truth, Feed prediction) =>
        OperatorHarness.Check([truth, prediction], v => loss.Reduce(v[0], v[1], null, null));

    private static float Run(Loss loss, Feed truth, Feed prediction)
    {
        Value y = Value.Input(truth.Data.Type, "y"), p = Value.Input(prediction.Data.Type, "p");
        Dictionary<string, TensorData> feeds = new() { ["y"] = truth.Data, ["p"] = prediction.Data };
        return OnnxRunner.Run(new Graph([y, p], [loss.Reduce(y, p, null, null)]), feeds)[0].AsSpan<float>()[0];
    }

    private static void Message(string message, Func<object?> act) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FluentException>(() => act()).Message);
}
