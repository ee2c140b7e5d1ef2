using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

[TestClass]
public sealed class ActivationLayerTests
{
    [TestMethod]
    public void ReLU_follows_all_its_settings()
    {
        float[] x = [-2, 0, 0.5f, 1, 3];
        Evaluate.AreClose([0, 0, 0.5f, 1, 3], Evaluate.Layer(new ReLU(), [1, 5], x));
        Evaluate.AreClose([0, 0, 0.5f, 1, 2], Evaluate.Layer(new ReLU(maxValue: 2), [1, 5], x));
        Evaluate.AreClose([-1, 0, 0.5f, 1, 3], Evaluate.Layer(new ReLU(negativeSlope: 0.5f), [1, 5], x));
        Evaluate.AreClose([0, 0, 0, 1, 3], Evaluate.Layer(new ReLU(threshold: 0.5f), [1, 5], x));
        Evaluate.AreClose([-1.25f, -0.25f, 0, 1, 2], Evaluate.Layer(new ReLU(2, 0.5f, 0.5f), [1, 5], x));
    }

    [TestMethod]
    public void Softmax_leaves_out_what_a_mask_marks()
    {
        Input x = new(3), mask = new([3], name: "mask", ElementType.Bool);
        Model model = new([x, mask], new SoftmaxLayer().Call(x, mask));
        float[] y = Evaluate.Numbers(Evaluate.Output(model, Evaluate.Data([2, 3], 1, 1, 5, 1, 2, 3),
            TensorData.Create<bool>([2, 3], [true, true, false, false, false, false])));
        Evaluate.AreClose([0.5f, 0.5f, 0, 0, 0, 0], y);
    }

    [TestMethod]
    public void PReLU_shares_slopes_along_axes() =>
        Assert.AreEqual("(1, 1, 3)", $"({string.Join(", ", Built(new PReLU(sharedAxes: [1, 2]), 4, 5, 3).Weights[0].Dims)})");

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Input x = new(4);
        Evaluate.Error("Layer 'r' expects a maximum of 0 or more. Received: -1.", () => x.ReLU(maxValue: -1, name: "r"));
        Evaluate.Error("Layer 'r' expects a negative slope of 0 or more. Received: -1.", () => x.ReLU(negativeSlope: -1, name: "r"));
        Evaluate.Error("Layer 'r' expects a threshold of 0 or more. Received: -1.", () => x.ReLU(threshold: -1, name: "r"));
        Evaluate.Error("Layer 'l' expects a negative slope of 0 or more. Received: -1.", () => x.LeakyReLU(-1, name: "l"));
        Evaluate.Error("Layer 's' expects an axis from -2 to 1. Received: 2.", () => x.Softmax(2, name: "s"));
        Evaluate.Error("Layer 's' expects an axis from -2 to 1. Received: (1, 2).", () => x.Softmax(new[] { 1, 2 }, name: "s"));
        Evaluate.Error("Layer 'p' expects shared axes from 1 to 1. Received: (2).", () => x.PReLU(sharedAxes: [2], name: "p"));
    }

    private static Layer Built(Layer layer, params Shape shape)
    {
        layer.Call(new Input(shape));
        return layer;
    }
}
