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
}
