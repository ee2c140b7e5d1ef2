using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fluent.Tests;

[TestClass]
public sealed class NormalizationLayerTests
{
    [TestMethod]
    public void Without_weights_they_normalize_only()
    {
        Assert.IsEmpty(Built(new LayerNormalization(center: false, scale: false)).Weights);
        Assert.IsEmpty(Built(new GroupNormalization(2, center: false, scale: false)).Weights);
        Evaluate.AreClose([-1, 1, -1, 1],
            Evaluate.Layer(new LayerNormalization(epsilon: 0, center: false, scale: false), [2, 2], 1, 3, 2, 8));
        Evaluate.AreClose([-1, 1, -1, 1],
            Evaluate.Layer(new GroupNormalization(2, epsilon: 0, center: false, scale: false), [1, 4], 1, 3, 2, 8));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Input x = new(4);
        Evaluate.Error("Layer 'l' expects axes from -2 to 1. Received: (2).", () => x.LayerNormalization(2, name: "l"));
        Evaluate.Error("Layer 'r' expects axes from -2 to 1. Received: (2).", () => x.RMSNormalization(2, name: "r"));
        Evaluate.Error("Layer 'u' expects axes from -2 to 1. Received: 2.", () => x.UnitNormalization(2, name: "u"));
        Evaluate.Error("Layer 'g' expects a number of groups that divides its 4 channels. Received: 3.",
            () => x.GroupNormalization(3, name: "g"));
        Evaluate.Error("Layer 'g' expects a known number of channels. Received: Float(batch, ?).", () => new Input([null], name: "o")
            .GroupNormalization(3, name: "g"));
        Evaluate.Error("Layer 'g' expects an axis of channels from 1 to 1, or from -1 to -1. Received: 0.",
            () => x.GroupNormalization(2, 0, name: "g"));
    }

    private static Layer Built(Layer layer)
    {
        layer.Call(new Input(4));
        return layer;
    }
}
