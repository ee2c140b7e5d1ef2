using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

[TestClass]
public sealed class PoolingTests
{
    [TestMethod]
    public void GlobalAveragePooling1D_counts_valid_steps_only()
    {
        Input words = new([3], name: "words", ElementType.Int32);
        Embedding embedding = new(3, 2, maskZero: true);
        Model model = new(words, embedding.Call(words).GlobalAveragePooling1D());
        embedding.Weights[0].Assign([9, 9, 1, 2, 3, 4]);
        Evaluate.AreClose([2, 3, 1, 2], Evaluate.Numbers(Evaluate.Output(model, TensorData.Create<int>([2, 3], [1, 2, 0, 0, 1, 0]))));
    }

    // ONNX Runtime would merge the zeros into the pooling, where they count as -∞.
    [TestMethod]
    public void Zeros_in_front_of_a_maximum_count_as_zeros()
    {
        Input x = new(2, 2, 1);
        Model model = new(x, x.ZeroPadding2D().MaxPooling2D(2));
        Evaluate.AreClose([0, 0, 0, 0], Evaluate.Numbers(Evaluate.Output(model, Evaluate.Data([1, 2, 2, 1], -1, -2, -3, -4))));
    }

    // Padded by a computed amount, behind a transposition that ONNX Runtime moves.
    [TestMethod]
    public void Same_padding_of_an_image_of_unknown_size()
    {
        Input x = new(null, null, 1);
        Model model = new(x, [x.MaxPooling2D(2, padding: Padding.Same), x.MaxPooling2D(3, strides: 2, padding: Padding.Same),
            x.AveragePooling2D(2, padding: Padding.Same)]);
        TensorData[] pooled = Evaluate.Outputs(model, training: false, Evaluate.Data([1, 3, 3, 1], -1, -2, -3, -4, -5, -6, -7, -8, -9));
        Evaluate.AreClose([-1, -3, -7, -9], Evaluate.Numbers(pooled[0]));
        Evaluate.AreClose([-1, -2, -4, -5], Evaluate.Numbers(pooled[1]));
        Evaluate.AreClose([-3, -4.5f, -7.5f, -9], Evaluate.Numbers(pooled[2]));
        Assert.AreEqual("(batch, ?, 4, 5)", new Input(null, 8, 3).MaxPooling2D(2, padding: Padding.Same)
            .Conv2D(5, 1, name: "channels_are_known").Shape.ToString());
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Input image = new(8, 8, 3), rows = new(5, 6);
        Evaluate.Error("Layer 'p' expects an input of rank 4, the batch first. Received: Float(batch, 5, 6).",
            () => rows.MaxPooling2D(name: "p"));
        Evaluate.Error("Layer 'p' expects an input of rank 3, the batch first. Received: Float(batch, 8, 8, 3).",
            () => image.AveragePooling1D(2, name: "p"));
        Evaluate.Error("Layer 'p' expects padding Valid or Same. Received: Causal.",
            () => image.MaxPooling2D(padding: Padding.Causal, name: "p"));
        Evaluate.Error("Layer 'g' expects an input of rank 4, the batch first. Received: Float(batch, 5, 6).",
            () => rows.GlobalAveragePooling2D(name: "g"));
        Evaluate.Error("Layer 'g' expects an input of rank 4, the batch first. Received: Float(batch, 5, 6).",
            () => rows.GlobalMaxPooling2D(name: "g"));
        Evaluate.Error("Layer 'g' expects an input of rank 3, the batch first. Received: Float(batch, 8, 8, 3).",
            () => image.GlobalAveragePooling1D(name: "g"));
        Evaluate.Error("Layer 'a' expects an input of rank 4, the batch first. Received: Float(batch, 5, 6).",
            () => rows.AdaptiveMaxPooling2D(2, name: "a"));
        Evaluate.Error("Layer 'a' expects an output size of 1 or more. Received: (0, 2).",
            () => image.AdaptiveAveragePooling2D((0, 2), name: "a"));
        Evaluate.Error("Layer 'a' expects known lengths but for batch and channels. Received: Float(batch, ?, 3).",
            () => new Input(null, 3).AdaptiveMaxPooling1D(2, name: "a"));
    }
}
