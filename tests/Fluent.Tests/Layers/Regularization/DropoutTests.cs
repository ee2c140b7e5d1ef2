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
    public void The_choice_may_name_the_number_of_rows() =>
        Assert.AreEqual("(batch, 4)", new Input(4).Dropout(0.5f, noiseShape: [2, 4]).Shape.ToString());

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
        Evaluate.Error("Layer 'n' expects a standard deviation from 0 to 1. Received: 2.", () => x.GaussianNoise(2, name: "n"));
        Evaluate.Error("Layer 'g' expects a rate from 0 to below 1. Received: 1.", () => x.GaussianDropout(1, name: "g"));
        Evaluate.Error("Layer 'a' expects a rate from 0 to 1. Received: -1.", () => x.AlphaDropout(-1, name: "a"));
        Evaluate.Error("Layer 'r' expects factors of 0 or more. Received: l1 -1, l2 0.", () => x.ActivityRegularization(-1, name: "r"));
        Evaluate.Error("Layer 's' expects an input of rank 4, the batch first. Received: Float(batch, 4).",
            () => x.SpatialDropout2D(0.5f, name: "s"));
    }

    // Evenly drawn numbers 0, 1/4, 1/2, 3/4: √(-2 ln(1 - u)) · cos 2πv.
    [TestMethod]
    public void Noise_is_normal()
    {
        double[] u = [0, 0.25, 0.5, 0.75];
        float[] normal = [.. u.Select(x => (float)(Math.Sqrt(-2 * Math.Log(1 - x)) * Math.Cos(2 * Math.PI * x)))];
        Evaluate.AreClose([.. normal.Select(n => 1 + (0.5f * n))], Numbers(new GaussianNoise(0.5f)));
        Evaluate.AreClose([.. normal.Select(n => 1 + n)], Numbers(new GaussianDropout(0.5f)));
    }

    [TestMethod]
    public void Alpha_dropout_keeps_mean_and_variance()
    {
        double lowest = -1.7580993408473766, a = 1 / Math.Sqrt(0.5 * (1 + (0.5 * lowest * lowest))), b = -a * lowest * 0.5;
        Evaluate.AreClose([(float)((lowest * a) + b), (float)((lowest * a) + b), (float)(a + b), (float)(a + b)],
            Numbers(new AlphaDropout(0.5f)));
    }

    [TestMethod]
    public void Activity_regularization_adds_to_the_loss()
    {
        Input x = new(2);
        Model model = new(x, x.ActivityRegularization(0.5f, 0.25f));
        Lowering.LoweringContext context = Lowering.LoweringContext.ForSteps(training: true);
        Value given = Value.Input(ElementType.Float, [2, 2], "x");
        model.Replay(context, new() { [x] = new(given) }, parent: null);
        TensorData loss = Testing.OnnxRunner.Run(
            new Graph([given], context.Losses), new Dictionary<string, TensorData> { ["x"] = Evaluate.Data([2, 2], 1, -2, 3, 0) })[0];
        Evaluate.AreClose([((0.5f * 6) + (0.25f * 14)) / 2], Evaluate.Numbers(loss));
    }

    private static float[] Numbers(Layer layer)
    {
        Input x = new(2);
        return Evaluate.Numbers(Evaluate.Outputs(new Model(x, layer.Call(x)), training: true, Evaluate.Data([2, 2], 1, 1, 1, 1))[0]);
    }

    private static string Run(Layer layer, bool training)
    {
        Input x = new(2);
        return Text(Evaluate.Outputs(new Model(x, layer.Call(x)), training, Evaluate.Data([2, 2], 1, 1, 1, 1)));
    }

    private static string Text(TensorData[] outputs) => string.Join(' ', Evaluate.Numbers(outputs[0]));
}
