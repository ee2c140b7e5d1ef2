using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

[TestClass]
public sealed class ReshapingTests
{
    [TestMethod]
    public void Flatten_keeps_the_batch_and_makes_a_column_of_single_numbers()
    {
        Assert.AreEqual("(batch, 24)", new Input(2, 3, 4).Flatten().Shape.ToString());
        Assert.AreEqual("(batch, 1)", new Input([], name: "n").Flatten().Shape.ToString());
        Assert.AreEqual("(batch, ?)", new Input(null, 3).Flatten().Shape.ToString());
    }

    [TestMethod]
    public void Flatten_of_channels_first_moves_the_channels_last() =>
        Evaluate.AreClose([1, 3, 2, 4], Evaluate.Layer(new Flatten(DataFormat.ChannelsFirst), [1, 2, 2], 1, 2, 3, 4));

    [TestMethod]
    public void Reshape_computes_one_length()
    {
        Assert.AreEqual("(batch, 2, 6)", new Input(3, 4).Reshape([2, -1]).Shape.ToString());
        Assert.AreEqual("(batch, 12)", new Input(3, 4).Reshape([-1]).Shape.ToString());
    }

    // Numbers of Keras 3.15.1.
    [TestMethod]
    public void UpSampling2D_puts_a_windowed_sinc_between_pixels()
    {
        float[] squares = [0, 1, 4, 9, 16, 25];
        Evaluate.AreClose(
            [-0.016242862f, -0.00089295208f, 0.34902465f, 1.9182923f, 3.5062506f, 4.3538146f, 8.4286709f, 9.7383919f, 12.995123f,
                19.272194f, 23.766966f, 25.908901f],
            Evaluate.Layer(new UpSampling2D((1, 2), interpolation: Interpolation.Lanczos3), [1, 2, 3, 1], squares));
        Evaluate.AreClose(
            [-1.986407f, -2.3106782f, -0.6349494f, 2.1944857f, 4.6574764f, 9.120467f, 6.8055143f, 12.342524f, 19.879534f, 10.986407f,
                19.310678f, 29.63495f],
            Evaluate.Layer(new UpSampling2D((2, 1), interpolation: Interpolation.Lanczos5), [1, 2, 3, 1], squares));
        Assert.AreEqual("(batch, ?, ?, 3)", string.Join("", new Input(null, null, 3)
            .UpSampling2D(2, interpolation: Interpolation.Lanczos3).Shape.ToString()));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Input rows = new(3, 4), image = new(3, 4, 2);
        Evaluate.Error("Layer 'r' expects rows of as many elements as (5, 2). Received: Float(batch, 3, 4).",
            () => rows.Reshape([5, 2], name: "r"));
        Evaluate.Error("Layer 'r' expects rows of as many elements as (5, -1). Received: Float(batch, 3, 4).",
            () => rows.Reshape([5, -1], name: "r"));
        Evaluate.Error("Layer 'r' expects a target shape of numbers of 1 or more, one of which may be -1. Received: (-1, -1).",
            () => rows.Reshape([-1, -1], name: "r"));
        Evaluate.Error("Layer 'p' expects every axis from 1 to 2 once. Received: (1, 1).", () => rows.Permute([1, 1], name: "p"));
        Evaluate.Error("Layer 'p' expects an input of rank 4, the batch first. Received: Float(batch, 3, 4).",
            () => rows.Permute([3, 1, 2], name: "p"));
        Evaluate.Error("Layer 'v' expects an input of rank 2, the batch first. Received: Float(batch, 3, 4).",
            () => rows.RepeatVector(2, name: "v"));
        Evaluate.Error("Layer 'v' expects a number of repetitions of 1 or more. Received: 0.", () => new Input(3)
            .RepeatVector(0, name: "v"));
        Evaluate.Error("Layer 'z' expects an input of rank 4, the batch first. Received: Float(batch, 3, 4).",
            () => rows.ZeroPadding2D(name: "z"));
        Evaluate.Error("Layer 'z' expects paddings of 0 or more. Received: ((-1, -1), (-1, -1)).",
            () => image.ZeroPadding2D(-1, name: "z"));
        Evaluate.Error("Layer 'c' expects an input of rank 4, the batch first. Received: Float(batch, 3, 4).",
            () => rows.Cropping2D(name: "c"));
        Evaluate.Error("Layer 'c' expects croppings of 0 or more. Received: ((-1, -1), (-1, -1)).", () => image.Cropping2D(-1, name: "c"));
        Evaluate.Error("Layer 'c' expects an input larger than its cropping ((2, 1), (0, 0)). Received: Float(batch, 3, 4, 2).",
            () => image.Cropping2D(((2, 1), (0, 0)), name: "c"));
        Evaluate.Error("Layer 'c' expects an input larger than its cropping (2, 1). Received: Float(batch, 3, 4).",
            () => rows.Cropping1D((2, 1), name: "c"));
        Evaluate.Error("Layer 'n' expects an input of rank 3, the batch first. Received: Float(batch, 3, 4, 2).",
            () => image.UpSampling1D(name: "n"));
        Evaluate.Error("Layer 'n' expects factors of 1 or more. Received: 0.", () => rows.UpSampling1D(0, name: "n"));
        Evaluate.Error("Layer 'u' expects an image of rank 4, the batch first. Received: Float(batch, 3, 4).",
            () => rows.UpSampling2D(name: "u"));
        Evaluate.Error("Layer 'u' expects factors of 1 or more. Received: (0, 2).", () => image.UpSampling2D((0, 2), name: "u"));
    }
}
