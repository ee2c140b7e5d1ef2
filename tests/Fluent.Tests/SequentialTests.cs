using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fluent.Tests;

[TestClass]
public sealed class SequentialTests
{
    [TestMethod]
    public void Takes_shape_at_its_first_call_or_from_its_input()
    {
        Sequential late = new("late", new Dense(3, name: "a"), new Dense(2, name: "b"));
        Evaluate.Error("Model 'late' expects to be called or given an Input before its inputs are asked for. Received: no input so far.",
            () => late.Inputs);
        Assert.IsEmpty(late.Weights);
        Assert.AreEqual("(batch, 2)", late.Call(new Input(4)).Shape.ToString());
        Assert.AreEqual("late/a/kernel (4, 3), late/a/bias (3), late/b/kernel (3, 2), late/b/bias (2)", string.Join(", ", late.Weights));

        Sequential early = new("early", new Input(4), new Dense(3, name: "a"));
        Assert.AreEqual("early/a/kernel (4, 3), early/a/bias (3)", string.Join(", ", early.Weights));
        Assert.AreEqual("a", string.Join(", ", early.Layers.Select(l => l.Name)));
    }

    [TestMethod]
    public void Layers_are_added_and_removed()
    {
        Sequential model = new("m", new Input(4), new Dense(3, name: "a"));
        model.Add(new Dense(2, name: "b"));
        Assert.AreEqual("(batch, 2)", model.Output.Shape.ToString());
        Assert.AreEqual("b", model.Pop().Name);
        Assert.AreEqual("(batch, 3)", model.Output.Shape.ToString());
        Evaluate.Error("Model 'm' expects layers with a name of their own each. Received: a second layer named 'a'.",
            () => Added(model, new Dense(1, name: "a")));
        Evaluate.Error("Model 'm' expects an input as its first layer only. Received: 'x' behind 2 layers.",
            () => Added(model, new Input([3], name: "x")));
        Evaluate.Error("Layer 'c' expects an input of rank 4, the batch first. Received: Float(batch, 3).",
            () => Added(model, new Conv2D(1, 1, name: "c")));
        Assert.AreEqual("a", string.Join(", ", model.Layers.Select(l => l.Name)));
        Evaluate.Error("Model 'e' expects a layer to remove. Received: an empty chain.", () => new Sequential("e", []).Pop());
    }

    private static Sequential Added(Sequential model, Layer layer)
    {
        model.Add(layer);
        return model;
    }
}
