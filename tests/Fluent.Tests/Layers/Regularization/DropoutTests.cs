using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

[TestClass]
public sealed class DropoutTests
{
    [TestMethod]
    public void Drops_in_training_only_and_enlarges_the_rest()
    {
        Assert.AreEqual("2 2 0 0", Run(new Dropout(0.5f), training: true));
        Assert.AreEqual("1 1 1 1", Run(new Dropout(0.5f), training: false));
        Assert.AreEqual("1 1 1 1", Run(new Dropout(0), training: true));
        Assert.AreEqual("0 0 0 0", Run(new Dropout(1), training: true));
    }

    [TestMethod]
    public void Shares_its_choice_along_axes_of_length_1() =>
        Assert.AreEqual("2 0 2 0", Run(new Dropout(0.5f, noiseShape: [1, null]), training: true));

    [TestMethod]
    public void A_call_may_train_or_not_whatever_the_model_does()
    {
        Input x = new(2);
        Model model = new(x, new Dropout(0.5f).Call(x, training: true));
        Assert.AreEqual("2 2 0 0", Text(Evaluate.Outputs(model, training: false, Evaluate.Data([2, 2], 1, 1, 1, 1))));
    }

    [TestMethod]
    public void Spatial_dropout_drops_whole_channels()
    {
        Input x = new(2, 2);
        Model model = new(x, x.SpatialDropout1D(0.5f));
        Assert.AreEqual("2 0 2 0", Text(Evaluate.Outputs(model, training: true, Evaluate.Data([1, 2, 2], 1, 1, 1, 1))));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Input x = new(4);
        Evaluate.Error("Layer 'd' expects a rate from 0 to 1. Received: 1.5.", () => x.Dropout(1.5f, name: "d"));
        Evaluate.Error("Layer 'd' expects a noise shape that broadcasts to its input (batch, 4). Received: (?, 3).",
            () => x.Dropout(0.5f, noiseShape: [null, 3], name: "d"));
        Evaluate.Error("Layer 'd' expects a noise shape that broadcasts to its input (batch, 4). Received: (1).",
            () => x.Dropout(0.5f, noiseShape: [1], name: "d"));
        Evaluate.Error("Layer 's' expects an input of rank 4, the batch first. Received: Float(batch, 4).",
            () => x.SpatialDropout2D(0.5f, name: "s"));
    }

    private static string Run(Layer layer, bool training)
    {
        Input x = new(2);
        return Text(Evaluate.Outputs(new Model(x, layer.Call(x)), training, Evaluate.Data([2, 2], 1, 1, 1, 1)));
    }

    private static string Text(TensorData[] outputs) => string.Join(' ', Evaluate.Numbers(outputs[0]));
}
