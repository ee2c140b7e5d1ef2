using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using Testing;

namespace Fluent.Tests;

[TestClass]
public sealed class ConvolutionTests
{
    // Sizes that only the data say: padding is computed in the graph and must equal what a known size gives.
    [TestMethod]
    [DataRow(7, 8, 3, 2)]
    [DataRow(6, 9, 4, 3)]
    [DataRow(5, 5, 2, 2)]
    public void Pads_images_of_unknown_size_as_those_of_known_size(int height, int width, int kernel, int stride)
    {
        Layer[] layers =
        [
            new Conv2D(4, kernel, stride, Padding.Same), new DepthwiseConv2D(kernel, stride, Padding.Same),
            new MaxPooling2D(kernel, stride, Padding.Same), new AveragePooling2D(kernel, stride, Padding.Same),
        ];
        foreach (Layer layer in layers)
        {
            TensorData data = Feed.Random([2, height, width, 3]).Data;
            Input known = new(height, width, 3), open = new(null, null, 3);
            float[] expected = Evaluate.Numbers(Evaluate.Output(new Model(known, layer.Call(known)), data));
            TensorData actual = Evaluate.Output(new Model(open, layer.Call(open)), data);
            Evaluate.AreClose(expected, Evaluate.Numbers(actual));
        }
    }

    [TestMethod]
    public void Takes_its_default_format_when_it_is_made() =>
        Assert.AreEqual("(batch, 3, 3, 8)", new Input(5, 5, 2).Conv2D(8, 3).Shape.ToString());

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Input image = new(8, 8, 6), rows = new(5, 6), unknown = new(8, 8, null);
        Evaluate.Error("Layer 'c' expects an input of rank 4, the batch first. Received: Float(batch, 5, 6).",
            () => rows.Conv2D(4, 3, name: "c"));
        Evaluate.Error("Layer 'c' expects an input of rank 3, the batch first. Received: Float(batch, 8, 8, 6).",
            () => image.Conv1D(4, 3, name: "c"));
        Evaluate.Error("Layer 'c' expects a known number of channels. Received: Float(batch, 8, 8, ?).",
            () => unknown.Conv2D(4, 3, name: "c"));
        Evaluate.Error("Layer 'c' expects groups that divide its 6 channels and its filters. Received: 4 groups, 8 filters.",
            () => image.Conv2D(8, 3, groups: 4, name: "c"));
        Evaluate.Error("Layer 'c' expects groups that divide its 6 channels and its filters. Received: 1 groups, 0 filters.",
            () => image.Conv2D(0, 3, name: "c"));
        Evaluate.Error(
            "Layer 'c' expects strides or a dilation rate above 1, not both. Received: kernel size (3, 3), strides (2, 2), dilation rate " +
            "(2, 2).",
            () => image.Conv2D(4, 3, strides: 2, dilationRate: 2, name: "c"));
        Evaluate.Error(
            "Layer 'c' expects a kernel size, strides and a dilation rate of 1 or more. Received: kernel size (0, 3), strides (1, 1), " +
            "dilation rate (1, 1).",
            () => image.Conv2D(4, (0, 3), name: "c"));
        Evaluate.Error("Layer 'c' expects padding Valid or Same. Received: Causal.",
            () => image.Conv2D(4, 3, padding: Padding.Causal, name: "c"));
        Evaluate.Error("Layer 'd' expects a depth multiplier of 1 or more. Received: 0.",
            () => image.DepthwiseConv2D(3, depthMultiplier: 0, name: "d"));
        Evaluate.Error("Layer 's' expects 1 filter or more. Received: 0.", () => image.SeparableConv2D(0, 3, name: "s"));
        Evaluate.Error("Layer 't' expects 1 filter or more. Received: 0.", () => image.Conv2DTranspose(0, 3, name: "t"));
        Evaluate.Error("Layer 't' expects an output padding from 0 to below its strides (2, 2). Received: (2, 0).",
            () => image.Conv2DTranspose(4, 3, strides: 2, outputPadding: (2, 0), name: "t"));
    }
}
