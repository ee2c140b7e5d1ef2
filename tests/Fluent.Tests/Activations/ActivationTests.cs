using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using Testing;

namespace Fluent.Tests;

/// <summary>Activation functions: gradients, extremes, names.</summary>
[TestClass]
public sealed class ActivationTests
{
    public static IEnumerable<object[]> All =>
        typeof(Activations).GetProperties().Select(p => new object[] { ((ActivationFunction)p.GetValue(null)!).Name });

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Each_differentiates(string name)
    {
        ActivationFunction function = name;
        Assert.AreEqual(name, function.Name);
        Feed x = Feed.Of([2, 6], -2.3f, -0.8f, -0.3f, 0.2f, 0.7f, 3.4f, 1.7f, -1.3f, 6.5f, -3.6f, 0.9f, -5);
        OperatorHarness.Check([x], v => [function.Lower(v[0])]);
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Each_stays_finite(string name)
    {
        if (name == "exponential")
            return;                                    // e^1000 is not
        Value x = Expect.Input(2, 2);
        x.Name = "x";
        TensorData extreme = TensorData.Create<float>([2, 2], -1000, 1000, 0, -30);
        Value y = ((ActivationFunction)name).Lower(x);
        TensorData[] results = OnnxRunner.Run(
            new Graph([x], [y, Differentiate.Gradient(y, [x])[0]!]), new Dictionary<string, TensorData> { ["x"] = extreme });
        foreach (TensorData result in results)
            Assert.IsTrue(Close.ToDoubles(result).All(double.IsFinite), string.Join(" ", Close.ToDoubles(result)));
    }

    [TestMethod]
    public void Aliases_are_Keras_s()
    {
        Assert.AreSame(Activations.Silu, (ActivationFunction)"swish");
        Assert.AreSame(Activations.HardSilu, (ActivationFunction)"hard_swish");
    }

    [TestMethod]
    public void Each_has_a_twin_behind_a_tensor()
    {
        string[] missing = [.. typeof(Activations).GetProperties().Select(p => p.Name)
            .Where(name => name is not ("Linear" or "Softmax") && typeof(Layers).GetMethods().All(m => m.Name != name))];
        Assert.AreEqual("", string.Join(", ", missing));
        Tensor x = new Input(4);
        Assert.AreEqual(2, x.Gelu().Glu().Shape[^1].Size);
    }

    [TestMethod]
    public void Halves_need_an_even_axis() =>
        Message("Activation 'glu' expects a last axis of even length. Received: Float(2, 3).", "glu", [2, 3]);

    private static void Message(string message, string name, Shape shape) => Assert.AreEqual(
        message,
        Assert.ThrowsExactly<FluentException>(() => ((ActivationFunction)name).Lower(Value.Input(ElementType.Float, shape))).Message);
}
