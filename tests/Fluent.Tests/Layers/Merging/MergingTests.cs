using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using static Fluent.Layers;

namespace Fluent.Tests;

[TestClass]
public sealed class MergingTests
{
    private static readonly TensorData First = TensorData.Create<int>([1, 3], [1, 2, 0]),
        Second = TensorData.Create<int>([1, 3], [2, 0, 0]);

    // Of the second step the second input is masked, of the third both.
    [TestMethod]
    public void Masked_steps_do_not_count()
    {
        Evaluate.AreClose([6, 4, 5, 5, 0, 0], Merged(new Multiply()));
        Evaluate.AreClose([3, 4, 5, 5, -9, 9], Merged(new Maximum()));
        Evaluate.AreClose([2, 1, 5, 5, -9, 9], Merged(new Minimum()));
    }

    [TestMethod]
    public void Masks_are_joined_along_the_steps_and_united_elsewhere()
    {
        Evaluate.AreClose([1, 1, 0, 1, 0, 0], Valid(new Concatenate(axis: 1)));
        Evaluate.AreClose([1, 1, 0], Valid(new Concatenate()));
        Evaluate.AreClose([1, 1, 0], Valid(new Add()));
    }

    [TestMethod]
    public void Lower_ranks_get_axes_behind_the_batch() =>
        Assert.AreEqual("(batch, 4, 3)", Add(new Input(4, 3), new Input(3)).Shape.ToString());

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Input a = new(4, 3), b = new(4, 2), c = new(3);
        Evaluate.Error("Layer 's' expects 2 input tensors. Received: 3 input tensors.", () => new Subtract("s").Call(a, a, a));
        Evaluate.Error("Layer 's' expects 2 input tensors. Received: 1 input tensor.", () => new Subtract("s").Call([a]));
        Evaluate.Error("Layer 'a' expects at least 1 input tensor. Received: none.", () => new Add("a").Call([]));
        Evaluate.Error(
            "Layer 'a' cannot be called on Float(batch, 4, 3), Float(batch, 4, 2): " +
            "Add expects inputs of shapes that broadcast. Received: (batch, 4, 3), (batch, 4, 2).", () => new Add("a").Call(a, b));
        Evaluate.Error("Layer 'c' expects inputs of one rank. Received: Float(batch, 4, 3), Float(batch, 3).",
            () => Concatenate([a, c], -1, "c"));
        Evaluate.Error("Layer 'c' expects an axis from -3 to 2. Received: 3.", () => Concatenate([a, b], 3, "c"));
        Evaluate.Error("Layer 'c' expects inputs of equal lengths but along axis 1. Received: Float(batch, 4, 3), Float(batch, 4, 2).",
            () => Concatenate([a, b], 1, "c"));
    }

    private static float[] Merged(Layer merge) => Evaluate.Numbers(Run(merge, first: [-9, 9, 3, 1, 5, 5], second: [-9, 9, 0, 0, 2, 4])[0]);

    private static float[] Valid(Layer merge) => Evaluate.Numbers(Run(merge, new float[6], new float[6])[1]);

    // The merged steps, and where they are valid.
    private static TensorData[] Run(Layer merge, float[] first, float[] second)
    {
        Input a = new([3], name: "a", ElementType.Int32), b = new([3], name: "b", ElementType.Int32);
        Embedding left = new(3, 2, maskZero: true), right = new(3, 2, maskZero: true);
        Tensor y = merge.Call(left.Call(a), right.Call(b));
        Model model = new([a, b], [y, new MaskAsNumbers().Call(y)]);
        left.Weights[0].Assign(first);
        right.Weights[0].Assign(second);
        return Evaluate.Outputs(model, training: false, First, Second);
    }
}

/// <summary>The mask of its input as numbers.</summary>
internal sealed class MaskAsNumbers() : Layer(null)
{
    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call) => call.Inputs[0].Mask!.Cast(ElementType.Float);
}
