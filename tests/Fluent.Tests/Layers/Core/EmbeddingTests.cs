using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

[TestClass]
public sealed class EmbeddingTests
{
    [TestMethod]
    public void Casts_what_are_not_integers()
    {
        Embedding layer = new(3, 2);
        layer.Call(new Input(2));
        layer.Weights[0].Assign([1, 2, 3, 4, 5, 6]);
        Evaluate.AreClose([5, 6, 3, 4], Evaluate.Layer(layer, [1, 2], 2.9f, 1));
    }

    [TestMethod]
    public void Masking_zeroes_steps_of_one_number_and_marks_them()
    {
        Input x = new(3, 2);
        Tensor y = x.Masking(-1);
        Model model = new(x, [y, new MaskAsNumbers().Call(y)]);
        TensorData[] outputs = Evaluate.Outputs(model, training: false, Evaluate.Data([1, 3, 2], 1, -1, -1, -1, 0, 5));
        Evaluate.AreClose([1, -1, 0, 0, 0, 5], Evaluate.Numbers(outputs[0]));
        Evaluate.AreClose([1, 0, 1], Evaluate.Numbers(outputs[1]));
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Evaluate.Error("Layer 'e' expects an input and an output dimension of 1 or more. Received: 0 and 3.", () => new Input(2)
            .Embedding(0, 3, name: "e"));
        Evaluate.Error("Layer 'm' expects an input of rank 2 or more, the batch first. Received: Float(batch).",
            () => new Input([], name: "n").Masking(name: "m"));
        Evaluate.Error("Layer 'd' expects an input of rank 2 or more, the batch first. Received: Float(batch).",
            () => new Input([], name: "n").Dense(1, name: "d"));
    }
}
