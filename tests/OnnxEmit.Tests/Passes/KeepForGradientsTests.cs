using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class KeepForGradientsTests
{
    private const int Hidden = 4;

    private readonly Value x = Value.Input(ElementType.Float, [5, 2, 3], "x"), w = Value.Input(ElementType.Float, [1, 16, 3], "w"),
        r = Value.Input(ElementType.Float, [1, 16, 4], "r");

    private readonly (string, TensorData)[] feeds =
    [
        ("x", Feed.Random([5, 2, 3]).Data), ("w", Feed.Random([1, 16, 3]).Data), ("r", Feed.Random([1, 16, 4]).Data),
    ];

    [TestMethod]
    public void The_walk_is_computed_once()
    {
        Graph kept = KeepForGradients.Apply(new([x, w, r], [Network()]), [w, r]);
        Value[] gradients = [.. Differentiate.Gradient(kept.Outputs[0], [w, r]).Select(g => g!)];
        Graph all = new([x, w, r], [kept.Outputs[0], .. gradients]);
        Assert.AreEqual(2, all.Operators.Count(op => op.OpType == "Scan"));
        Assert.AreEqual(0, all.Operators.Count(op => op.OpType == "LSTM"));

        Value y = Network();
        TensorData[] expected = OnnxRunner.Run(new([x, w, r], [y, .. Differentiate.Gradient(y, [w, r]).Select(g => g!)]),
            feeds.ToDictionary(f => f.Item1, f => f.Item2));
        TensorData[] actual = OnnxRunner.Run(all, feeds.ToDictionary(f => f.Item1, f => f.Item2));
        for (int i = 0; i < expected.Length; i++)
            Assert.IsNull(Close.Difference($"output {i}", actual[i], expected[i], 1e-5, 1e-5));
    }

    [TestMethod]
    public void What_needs_no_gradient_stays()
    {
        Value y = Network(), scale = Value.Input(ElementType.Float, [], "scale");
        Graph kept = KeepForGradients.Apply(new([x, w, r, scale], [y * scale]), [scale]);
        Assert.AreEqual(1, kept.Operators.Count(op => op.OpType == "LSTM"));
    }

    [TestMethod]
    public void A_walk_inside_a_branch_keeps_as_well()
    {
        Value condition = Value.Input(ElementType.Bool, [], "condition");
        Value y = Op.If(condition, Graph.Branch(() => [Network()]), Graph.Branch(() => [Value.Constant(1f)]))[0];
        Graph kept = KeepForGradients.Apply(new([condition, x, w, r], [y]), [w]);
        Assert.AreEqual("If", PassCheck.Operators(kept));
        Assert.Contains("Scan", kept.Operators[0].Subgraphs.First().Operators.Select(op => op.OpType));
        Value gradient = Differentiate.Gradient(kept.Outputs[0], [w])[0]!, direct = Differentiate.Gradient(y, [w])[0]!;
        foreach (bool truth in new[] { true, false })
        {
            TensorData[] both = OnnxRunner.Run(new([condition, x, w, r], [gradient, direct]), feeds
                .Append(("condition", TensorData.Create<bool>([], [truth]))).ToDictionary(f => f.Item1, f => f.Item2));
            Assert.IsNull(Close.Difference("gradient", both[0], both[1], 1e-5, 1e-5));
            Assert.AreEqual(truth, both[0].AsSpan<float>().ContainsAnyExcept(0));
        }
    }

    private Value Network()
    {
        Value y = Op.LSTM(x, w, r, hiddenSize: Hidden)[0];
        return Op.ReduceSum(y * y, keepdims: false);
    }
}
