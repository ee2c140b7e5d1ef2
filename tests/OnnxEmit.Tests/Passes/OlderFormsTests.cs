using Microsoft.VisualStudio.TestTools.UnitTesting;
using Testing;

namespace OnnxEmit.Tests;

/// <summary>Operators that an operator set lacks are written in others that compute the same.</summary>
[TestClass]
public sealed class OlderFormsTests
{
    [TestMethod]
    [DataRow("none")]
    [DataRow("tanh")]
    public void Gelu_before_version_20(string approximate)
    {
        Value x = Value.Input(ElementType.Float, Shape.Of(2, 3), "x"), y = Op.Gelu(x, approximate);
        y.Name = "y";
        Graph graph = new([x], [y]), older = PassPipeline.ForOpset(graph, 18);
        Assert.IsFalse(older.Operators.Any(op => op.SinceVersion > 18));
        Assert.AreEqual("y", older.Outputs[0].Name);
        Assert.AreSame(graph, PassPipeline.ForOpset(graph, 20));
        Dictionary<string, TensorData> feeds = new() { ["x"] = TensorData.Create<float>([2, 3], new float[] { -3, -1, 0, 0.5f, 4, 9 }) };
        Assert.IsNull(Close.Difference("y", OnnxRunner.Run(older, feeds, 18)[0], OnnxRunner.Run(graph, feeds, 20)[0], 1e-6, 1e-5));
    }

    [TestMethod]
    public void Operators_inside_branches_are_written_too()
    {
        Value x = Value.Input(ElementType.Float, Shape.Of(2, 3), "x"), condition = Value.Input(ElementType.Bool, [], "condition");
        Value chosen = new GenericOperator(
            "If", "", 16, [condition], [x.Type],
            [new("then_branch", new Graph([], [Op.Gelu(x)], [x])), new("else_branch", new Graph([], [Op.Mish(x)], [x]))]).Output;
        Graph older = PassPipeline.ForOpset(new([x, condition], [chosen]), 17);
        Assert.IsFalse(older.Operators.Single().Subgraphs.SelectMany(g => g.Operators).Any(op => op.SinceVersion > 17));
        Dictionary<string, TensorData> feeds = new()
        {
            ["x"] = TensorData.Create<float>([2, 3], new float[] { -3, -1, 0, 0.5f, 4, 9 }),
            ["condition"] = TensorData.Create<bool>([], true),
        };
        Assert.IsNull(Close.Difference(
            "y", OnnxRunner.Run(older, feeds, 17)[0], OnnxRunner.Run(new([x], [Op.Gelu(x)]), feeds, 20)[0], 1e-6, 1e-5));
    }

    [TestMethod]
    public void What_has_no_older_form_is_named_with_the_version_that_has_it()
    {
        Value x = Value.Input(ElementType.Float, [1, 4, "height", 5], "x");
        Value y = Op.DeformConv(x, Expect.Input(6, 4, 3, 3), Value.Input(ElementType.Float, [1, 18, "rows", 3]));
        OperatorException error = Assert.ThrowsExactly<OperatorException>(
            () => new OnnxModel(PassPipeline.ForOpset(new([x, .. y.Producer!.Inputs[1..]!], [y]), 13)) { Opset = 13 }.ToBytes());
        Assert.AreEqual(
            "DeformConv expects version 19 or later of operator set ai.onnx. Received: version 13. " +
            "Write the model for version 19, or replace the operator by its form for the older version.", error.Message);
    }

    // Reshape without zeros is what it was before version 14, but of these numbers there was none before version 21.
    [TestMethod]
    public void A_form_that_is_no_older_is_none()
    {
        Value x = Value.Input(ElementType.UInt4, Shape.Of(2, 3), "x");
        Graph graph = new([x], [Op.Reshape(x, Value.Constant(3L, 2L), allowzero: true)]);
        Assert.AreSame(graph, PassPipeline.ForOpset(graph, 13));
        Assert.AreEqual(
            "Reshape expects version 21 or later of operator set ai.onnx. Received: version 13. " +
            "Write the model for version 21, or replace the operator by its form for the older version.",
            Assert.ThrowsExactly<OperatorException>(() => new OnnxModel(graph) { Opset = 13 }.ToBytes()).Message);
    }

    [TestMethod]
    public void What_ONNX_Runtime_does_not_run_from_version_22_on_is_written_in_others()
    {
        Value x = Value.Input(ElementType.Float, Shape.Of(1, 1, 2, 2), "x");
        Graph graph = new([x], [Op.GlobalLpPool(x)]);
        Assert.AreEqual("GlobalLpPool", PassPipeline.ForOpset(graph, 21).Operators.Single().OpType);
        Graph newer = PassPipeline.ForOpset(graph, 22);
        Assert.AreEqual("ReduceL2", newer.Operators.Single().OpType);
        Dictionary<string, TensorData> feeds = new() { ["x"] = TensorData.Create<float>([1, 1, 2, 2], 2, 2, 2, 2) };
        Assert.AreEqual(4, OnnxRunner.Run(newer, feeds, 22)[0].AsSpan<float>()[0]);
    }
}
