using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

[TestClass]
public sealed class BatchNormalizationTests
{
    [TestMethod]
    public void A_frozen_layer_works_as_in_inference()
    {
        Input x = new(2);
        BatchNormalization layer = new() { Trainable = false };
        Model model = new(x, layer.Call(x));
        TensorData[] outputs = Evaluate.Outputs(model, training: true, Evaluate.Data([2, 2], 1, 2, 3, 4));
        Assert.HasCount(1, outputs);
        float scale = 1 / MathF.Sqrt(1.001f);
        Evaluate.AreClose([1 * scale, 2 * scale, 3 * scale, 4 * scale], Evaluate.Numbers(outputs[0]));
    }

    [TestMethod]
    public void A_shared_layer_keeps_both_batches()
    {
        Input a = new([1], name: "a"), b = new([1], name: "b");
        BatchNormalization layer = new(momentum: 0.5f);
        Model model = new([a, b], [layer.Call(a), layer.Call(b)]);
        TensorData[] outputs = Evaluate.Outputs(model, training: true, Evaluate.Data([2, 1], 0, 2), Evaluate.Data([2, 1], 4, 8));
        Evaluate.AreClose([(0.25f * 0) + (0.25f * 1) + (0.5f * 6)], Evaluate.Numbers(outputs[2]));
        Evaluate.AreClose([(0.25f * 1) + (0.25f * 1) + (0.5f * 4)], Evaluate.Numbers(outputs[3]));
    }

    // Of steps (1), (3) valid and (100) not: mean 2, variance 1.
    [TestMethod]
    public void Only_valid_steps_count_in_training()
    {
        Input words = new([3], name: "words", ElementType.Int32);
        Embedding embedding = new(3, 1, maskZero: true);
        Model model = new(words, new BatchNormalization(momentum: 0, epsilon: 0).Call(embedding.Call(words)));
        embedding.Weights[0].Assign([100, 1, 3]);
        TensorData[] outputs = Evaluate.Outputs(model, training: true, TensorData.Create<int>([1, 3], [1, 2, 0]));
        Evaluate.AreClose([-1, 1, 98], Evaluate.Numbers(outputs[0]));
        Evaluate.AreClose([2], Evaluate.Numbers(outputs[1]));
        Evaluate.AreClose([1], Evaluate.Numbers(outputs[2]));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Input x = new(4);
        Evaluate.Error("Layer 'b' expects an axis of channels from 1 to 1, or from -1 to -1. Received: 2.",
            () => x.BatchNormalization(2, name: "b"));
        Evaluate.Error("Layer 'b' expects an axis of channels from 1 to 1, or from -1 to -1. Received: 0.",
            () => x.BatchNormalization(0, name: "b"));
        Evaluate.Error("Layer 'b' expects an input of rank 2 or more, the batch first. Received: Float(batch).",
            () => new Input([], name: "n").BatchNormalization(name: "b"));
    }
}
