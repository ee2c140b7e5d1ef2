using Fluent.Lowering;
using OnnxEmit;
using Testing;

namespace Fluent.Tests.Importing;

/// <summary>Networks of other people are read into today's operators, differentiated and trained further.</summary>
[TestClass]
[DoNotParallelize]
public sealed class RealModelTests
{
    public static IEnumerable<object[]> Models() => RealModel.All().Select(model => new object[] { model.Name });

    [TestMethod]
    [DynamicData(nameof(Models))]
    public void Computes_the_same_after_the_upgrade(string name)
    {
        RealModel real = Find(name);
        OnnxModel upgraded = real.Model.Upgrade();
        Operator[] generic = [.. Operators(upgraded.Graph).Where(op => op is GenericOperator)];
        Output.Print($"{name}: {Operators(upgraded.Graph).Count()} nodes, {generic.Length} generic ones " +
            $"({Operators(real.Model.Graph).Count(op => op is GenericOperator)} before)");
        Operator[] open = [.. Operators(real.Bound.Upgrade().Graph).Where(op => op is GenericOperator)];
        Assert.IsEmpty(open, string.Join(", ", open.Select(op => op.OpType)));
        using GraphSession before = new(real.Bytes), after = new(upgraded.ToBytes());
        TensorData[] expected = before.Run(real.Feeds), actual = after.Run(real.Feeds);
        for (int i = 0; i < expected.Length; i++)
            Assert.IsNull(Close.Difference($"output {i}", actual[i], expected[i], 1e-6, 1e-5));
    }

    // Along a direction in each weight by itself, as large as the weight: the loss grows as the gradients say.
    [TestMethod]
    [DynamicData(nameof(Models))]
    public void Gradients_of_its_weights_equal_differences(string name)
    {
        RealModel real = Find(name);
        Model model = Model.FromOnnx(real.Bound);
        LoweringContext context = LoweringContext.ForSteps(training: false);
        Value[] inputs = [.. model.Inputs.Select(input => Value.Input(real.Feeds[input.Operation.Name].Type, input.Operation.Name))];
        Dictionary<Tensor, MaskedValue> values = model.Inputs.Zip(inputs).ToDictionary(p => p.First, p => new MaskedValue(p.Second));
        Value[] outputs = [.. model.Replay(context, values, parent: null).Select(y => y.Value).Where(y => y.ElementType.IsFloat)];
        Value loss = Op.Sum([.. outputs.Select(y => Op.ReduceMean(y * y, keepdims: false))]);
        Weight[] weights = [.. context.Weights.Keys.Where(w => w.Trainable)];
        Value?[] gradients = [.. Differentiate.Gradient(loss, [.. weights.Select(w => context.Weights[w])])];
        Assert.IsTrue(gradients.Any(gradient => gradient is not null));
        int[] without = [.. Enumerable.Range(0, weights.Length).Where(i => gradients[i] is null)];
        Graph graph = PassPipeline.AfterDifferentiation(new([.. inputs, .. context.Weights.Values],
            gradients.Select((gradient, i) => gradient ?? context.Weights[weights[i]].ZerosLike())));
        Dictionary<string, TensorData> feeds = context.Weights.ToDictionary(w => w.Value.Name!, w => w.Key.ToTensorData());
        foreach (Value input in inputs)
            feeds[input.Name!] = real.Feeds[input.Name!];
        using GraphSession backward = new(graph, 21), forward = new(new Graph(graph.Inputs, outputs), 21);
        DirectionalCheck check = new(forward, feeds, backward.Run(feeds));
        foreach (int i in without)                     // throws where the loss changes all the same
            Assert.IsNull(check.Run(context.Weights[weights[i]].Name!, i));
        int[] sample =
            [.. Enumerable.Range(0, weights.Length).Except(without).Where((_, i) => i % Math.Max(1, weights.Length / 12) == 0)];
        double[] differences = [.. sample.Select(i => check.Run(context.Weights[weights[i]].Name!, i)).OfType<double>()];
        Output.Print($"{name}: {weights.Length} weights, {without.Length} of them unused, {differences.Length} of {sample.Length} " +
            $"gradients without a kink, within {differences.Max():P2} of differences");
        Assert.IsGreaterThan(sample.Length * 3 / 4, differences.Length);
    }

    [TestMethod]
    [DynamicData(nameof(Models))]
    public void Trains_further(string name)
    {
        // The largest of some rates at which the loss falls: networks differ in how far they may be moved.
        float rate = new[] { 1e-3f, 1e-4f, 1e-5f, 1e-6f }.FirstOrDefault(rate => Falls(Train(name, rate)));
        Assert.AreNotEqual(0, rate, "the loss does not fall");
    }

    // In every step, or by a tenth and not by chance: the last ones are all lower.
    private static bool Falls(double[] losses) => losses.Zip(losses[1..]).All(step => step.Second < step.First)
        || (losses[^1] < 0.9 * losses[0] && losses[^3..].All(loss => loss < losses[0]));

    private static double[] Train(string name, float rate)
    {
        RealModel real = Find(name);
        Model model = Model.FromOnnx(real.Bound);
        Data x = Data.FromDictionary(model.InputNames.ToDictionary(input => input, input => Data.FromTensorData(real.Feeds[input])));
        IReadOnlyList<Prediction> before = model.PredictAll(x);
        int[] trained = [.. Enumerable.Range(0, before.Count).Where(i => model.Outputs[i].ElementType.IsFloat)];
        model.Compile(new Adam(rate), LossPlan.Create(
            [.. Enumerable.Range(0, before.Count).Select(i => trained.Contains(i) ? new MeanSquaredError() : (Loss?)null)]));
        Data y = Data.FromDictionary(trained.ToDictionary(i => before[i].Name, i => Data.FromTensorData(
            TensorData.Create<float>(before[i].Dims, [.. before[i].Values.ToArray().Select(v => (0.8f * v) + 0.05f)]))));
        double[] losses = [.. Enumerable.Range(0, 8).Select(_ => (double)model.TrainOnBatch(x, y).Loss)];
        Output.Print($"{name}: {model.TrainableWeights.Count} weights, {model.CountParams():N0} numbers, losses at {rate} " +
            string.Join(" ", losses.Select(l => $"{l:G3}")));
        return losses;
    }

    private static RealModel Find(string name) => RealModel.All().First(model => model.Name == name);

    private static IEnumerable<Operator> Operators(Graph graph) =>
        graph.Operators.SelectMany(op => op.Subgraphs.SelectMany(Operators).Append(op));
}
