using Testing;

namespace OnnxEmit.Tests.Passes;

/// <summary>Passes reach into subgraphs, and what these capture stays right.</summary>
[TestClass]
public sealed class RewriterTests
{
    private readonly Value x = Value.Input(ElementType.Float, [2, 3], "x"), steps = Value.Input(ElementType.Float, [4, 3, 2], "steps");

    private readonly (string, TensorData)[] feeds = [("x", Feed.Random([2, 3]).Data), ("steps", Feed.Random([4, 3, 2]).Data)];

    [TestMethod]
    public void A_transposition_outside_cancels_one_inside()
    {
        Value turned = Op.Transpose(x, [1, 0]);
        Graph before = new([x, steps], Op.Scan([x, steps], Walk(turned), 1));
        Graph after = PassCheck.Same(before, PassPipeline.Inference, feeds);
        Assert.AreEqual("Scan", PassCheck.Operators(after));
        Assert.AreEqual("x", after.Operators[0].Captures.Single(v => v.Data is null).Name);
    }

    [TestMethod]
    public void A_captured_value_is_replaced_inside_and_in_what_stands_in_there()
    {
        Value condition = Value.Input(ElementType.Bool, [], "condition");
        Value same = Op.Identity(x), shape = Op.Shape(same);
        Graph before = new([condition, x], Op.If(
            condition,
            Graph.Branch(() => Op.If(condition, Graph.Branch(() => [Op.Reshape(same * 2, shape)]), Graph.Branch(() => [same]))),
            Graph.Branch(() => [Op.Identity(Op.Identity(same)) + Op.Cast(Op.Cast(same, ElementType.Float), ElementType.Float)])));
        foreach (bool truth in new[] { true, false })
        {
            Graph after = PassCheck.Same(
                before, PassPipeline.Inference, feeds[0], ("condition", TensorData.Create<bool>([], [truth])));
            Assert.AreEqual("If", PassCheck.Operators(after));
            Assert.IsTrue(after.Operators[0].Captures.All(v => v == x || v == condition));
        }
    }

    [TestMethod]
    public void What_does_not_change_stays_the_same_operator()
    {
        Graph before = new([x, steps], Op.Scan([x, steps], Walk(Op.Exp(steps.SliceAxis(0, 0, 1).Squeeze(0))), 1));
        Graph after = EliminateIdentities.Apply(EliminateIdentities.Apply(before));
        Assert.AreSame(after.Operators[^1], EliminateIdentities.Apply(after).Operators[^1]);
    }

    [TestMethod]
    public void Gradients_survive_writing_and_reading()
    {
        Value y = Op.Scan([x, steps], Walk(Op.Transpose(x, [1, 0])), 1)[0];
        Value[] gradients = [.. Differentiate.Gradient([y], [x, steps], [x]).Select(g => g!)];
        Graph graph = PassPipeline.AfterDifferentiation(new([x, steps], [y, .. gradients]));
        PassCheck.Same(graph, g => OnnxModel.Load(new OnnxModel(g) { Opset = 21 }.ToBytes()).Graph, feeds);
        Graph read = OnnxModel.Load(new OnnxModel(graph) { Opset = 21 }.ToBytes()).Graph;
        Assert.AreEqual(0, read.Operators.Concat(read.Operators.SelectMany(op => op.Subgraphs).SelectMany(g => g.Operators))
            .Count(op => op is GenericOperator));
    }

    private Graph Walk(Value weights) => Graph.Body([x.Type, new TensorType(ElementType.Float, [3, 2])], s =>
        [Op.Tanh(s[0] + Op.Transpose(s[1], [1, 0]) + (Op.Transpose(Op.Identity(weights), [1, 0]) * s[0])), s[1] + weights]);
}
