using OnnxEmit;

namespace Fluent.Tests.Training;

/// <summary>A table that a step only picks rows of is updated by rows, and comes out as it would from its whole gradient.</summary>
[TestClass]
public sealed class RowGradientTests
{
    // Words repeat within a row, between rows and as what counts from the end: −1 is 11.
    private static readonly int[,] Words = { { 3, 3, 0 }, { 11, -1, 5 }, { 5, 3, 7 }, { 0, 0, 0 } };
    private static readonly float[,] Truth = { { 1, -1 }, { 2, 0.5f }, { -3, 1 }, { 0, 2 } };

    [TestMethod]
    public void Adds_up_the_rows_picked_repeatedly()
    {
        RowGradient gradient = new([4, 2], 5);
        ((long[])[2, 0, -2, 3, 2]).CopyTo(gradient.Ids, 0);
        ((float[])[1, 2, 10, 20, 100, 200, 7, 8, 1000, 2000]).CopyTo(gradient.Picked, 0);
        gradient.Merge();
        Assert.AreEqual(3, gradient.Count);
        CollectionAssert.AreEqual(new long[] { 2, 0, 3 }, gradient.Ids[..3]);
        CollectionAssert.AreEqual(new float[] { 1101, 2202, 10, 20, 7, 8 }, gradient.Rows.ToArray());
    }

    [TestMethod]
    public void Equals_the_whole_gradient() => Same(_ => { });

    [TestMethod]
    public void Equals_it_with_each_norm_clipped() => Same(o => o.Clipnorm = 0.1f);

    [TestMethod]
    public void Equals_it_with_the_norm_of_all_clipped() => Same(o => o.GlobalClipnorm = 0.1f);

    [TestMethod]
    public void Equals_it_with_values_clipped() => Same(o => o.Clipvalue = 0.02f);

    [TestMethod]
    public void Equals_it_with_a_scaled_loss() => Same(o => o.LossScaleFactor = 8);

    [TestMethod]
    public void Equals_it_with_a_slot_for_each_number() => Same(_ => { }, rows => new Adagrad(rows));

    [TestMethod]
    public void Equals_it_where_one_table_is_picked_from_twice() => Same(_ => { }, layer: () => new Twice());

    [TestMethod]
    public void Follows_settings_changed_while_training() => Same(o =>
    {
        if (o.Iterations == 2)
            o.WeightDecay = 0.1f;
    });

    [TestMethod]
    public void Computes_nothing_of_the_size_of_the_table()
    {
        StepGraph step = Step(new SGD(), new Embedding(12, 2));
        Assert.AreEqual(12, step.RowsRead[0]);
        Assert.IsFalse(step.Graph.Operators.SelectMany(op => op.Outputs).Any(y =>
            y.Type is TensorType { Shape: [{ Size: 12 }, { Size: 2 }] } && y.Name != "gradient/0"));
    }

    public static IEnumerable<object[]> Whole =>
    [
        ["Adam decays what it keeps of every row", new Adam(), new Embedding(12, 2)],
        ["momentum moves every row", new SGD(momentum: 0.9f), new Embedding(12, 2)],
        ["weight decay", new SGD() { WeightDecay = 0.01f }, new Embedding(12, 2)],
        ["averages", new SGD() { UseEma = true }, new Embedding(12, 2)],
        ["sums over batches", new SGD() { GradientAccumulationSteps = 2 }, new Embedding(12, 2)],
        ["a penalty on every row", new SGD(), new Embedding(12, 2, embeddingsRegularizer: new L2(0.1f))],
        ["a constraint on every row", new SGD(), new Embedding(12, 2, embeddingsConstraint: new MaxNorm(1))],
        ["another use", new SGD(), new Tied()],
    ];

    [TestMethod]
    [DynamicData(nameof(Whole))]
    public void Wants_the_whole_gradient(string why, Optimizer optimizer, Layer layer) =>
        Assert.IsNull(Step(optimizer, layer).RowsRead[0], why);

    private static StepGraph Step(Optimizer optimizer, Layer layer)
    {
        Model model = Net(layer, optimizer);
        BatchArrays batch = new(1, 1) { X = { [0] = new(ElementType.Int32, [3], 4) }, Y = { [0] = new(ElementType.Float, [2], 4) } };
        return StepGraph.Build(model, model.Plan!, batch, training: true);
    }

    private static Model Net(Layer layer, Optimizer optimizer)
    {
        Input words = new([3], "words", ElementType.Int32);
        Model model = new(words, layer.Call(words).GlobalAveragePooling1D());
        model.Compile(optimizer, "mse");
        return model;
    }

    // Some steps with rows, as many with the whole gradient, from equal weights.
    private static void Same(Action<Optimizer> set, Func<bool, Optimizer>? make = null, Func<Layer>? layer = null)
    {
        make ??= static rows => new Plain(rows);
        layer ??= static () => new Embedding(12, 2);
        Model byRows = Net(layer(), make(true)), whole = Net(layer(), make(false));
        whole.Weights[0].Assign(byRows.Weights[0].Values);
        float[] start = byRows.Weights[0].Values.ToArray();
        for (int step = 0; step < 4; step++)
        {
            set(byRows.Optimizer!);
            set(whole.Optimizer!);
            Assert.AreEqual(whole.TrainOnBatch(Words, Truth)["loss"], byRows.TrainOnBatch(Words, Truth)["loss"], 1e-7);
        }

        foreach ((float expected, float actual) in whole.Weights[0].Values.ToArray().Zip(byRows.Weights[0].Values.ToArray()))
            Assert.AreEqual(expected, actual, 1e-7f);
        Assert.AreNotEqual(start[6], byRows.Weights[0].Values[6]);
    }

    private sealed class Plain(bool byRows) : Optimizer(0.5f, "plain")
    {
        protected internal override bool AcceptsRows => byRows;

        protected internal override int Slots => 0;

        protected override int Coefficients(long step, Span<float> coefficients)
        {
            coefficients[0] = LearningRate / step;
            return 1;
        }

        protected override void Update(
            Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots, ReadOnlySpan<float> coefficients) =>
            Elementwise.Apply<Rule>(weight, gradient, slots, coefficients);

        private readonly struct Rule : IUpdateRule
        {
            public static void Update<T>(ref T weight, T gradient, Span<T> slots, ReadOnlySpan<T> coefficients)
                where T : unmanaged, IElement<T> => weight -= coefficients[0] * gradient;
        }
    }

    private sealed class Adagrad(bool byRows) : Optimizer(0.5f, "adagrad")
    {
        protected internal override bool AcceptsRows => byRows;

        protected internal override int Slots => 1;

        protected override int Coefficients(long step, Span<float> coefficients)
        {
            (coefficients[0], coefficients[1]) = (LearningRate, 1e-7f);
            return 2;
        }

        protected override void Update(
            Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots, ReadOnlySpan<float> coefficients) =>
            Elementwise.Apply<Rule>(weight, gradient, slots, coefficients);

        private readonly struct Rule : IUpdateRule
        {
            public static void Update<T>(ref T weight, T gradient, Span<T> slots, ReadOnlySpan<T> coefficients)
                where T : unmanaged, IElement<T>
            {
                slots[0] += gradient * gradient;
                weight -= coefficients[0] * gradient / (T.Sqrt(slots[0]) + coefficients[1]);
            }
        }
    }

    // The vectors of the words and those of the words three before them.
    private sealed class Twice() : Layer("twice")
    {
        protected internal override LayerResult Lower(LayerCall call)
        {
            Value words = call.Single().Cast(ElementType.Int32);
            Value table = call.Weight("table", [12, 2], new RandomUniform());
            return Op.Gather(table, words) + (Op.Gather(table, Op.Abs(words) - 3) * 2);
        }
    }

    // Words as vectors, times all vectors: the table of an output layer tied to its input.
    private sealed class Tied() : Layer("tied")
    {
        protected internal override LayerResult Lower(LayerCall call)
        {
            Value table = call.Weight("table", [12, 2], new RandomUniform());
            return Op.MatMul(Op.MatMul(Op.Gather(table, call.Single().Cast(ElementType.Int32)), table.SwapLastAxes()), table);
        }
    }
}
