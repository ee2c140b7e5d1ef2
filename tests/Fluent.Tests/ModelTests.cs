using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using static Fluent.Activations;
using static Fluent.Layers;

namespace Fluent.Tests;

[TestClass]
public sealed class ModelTests
{
    [TestMethod]
    public void Shared_layers_have_one_set_of_weights()
    {
        Input a = new([3], name: "a"), b = new([3], name: "b");
        Dense shared = new(4, name: "shared");
        Model model = new([a, b], Add(shared.Call(a), shared.Call(b)), name: "m");
        Assert.AreEqual("shared/kernel (3, 4), shared/bias (4)", string.Join(", ", model.Weights));
        Assert.AreEqual("a, b", string.Join(", ", model.InputNames));
        Assert.AreEqual("(batch, 4)", model.Output.Shape.ToString());
    }

    [TestMethod]
    public void A_model_is_a_layer()
    {
        Input x = new([4], name: "x");
        Model inner = new(x, x.Dense(3, Relu, name: "d"), name: "inner");
        Input y = new([4], name: "y");
        Model outer = new(y, Add(inner.Call(y), y.Apply(inner)).Dense(1, name: "o"), name: "outer");
        Assert.AreEqual("y, inner, add, o",
            string.Join(", ", outer.Layers.Select(l => l.Name.StartsWith("add", StringComparison.Ordinal) ? "add" : l.Name)));
        Assert.HasCount(4, outer.Weights);
        inner.Trainable = false;
        Assert.AreEqual("o/kernel (3, 1), o/bias (1)", string.Join(", ", outer.TrainableWeights));
        float[] numbers = [1, 2, 3, 4];
        TensorData once = Evaluate.Output(new Model(inner.Input, inner.Output), Evaluate.Data([1, 4], numbers));
        Evaluate.AreClose([.. Evaluate.Numbers(once).Select(v => 2 * v)],
            Evaluate.Numbers(Evaluate.Output(new Model(y, Add(inner.Call(y), inner.Call(y))), Evaluate.Data([1, 4], numbers))));
    }

    [TestMethod]
    public void Features_are_taken_from_inside_with_the_same_layers()
    {
        Input x = new([4], name: "x");
        Model model = new(x, x.Dense(3, name: "first").Dense(2, name: "second"));
        Model features = new(model.Input, model.GetLayer("first").Output);
        Assert.AreSame(model.GetLayer("first"), features.GetLayer("first"));
        Assert.AreEqual("(batch, 3)", features.Output.Shape.ToString());
        Assert.HasCount(2, features.Weights);
    }

    [TestMethod]
    public void Intermediate_tensors_become_inputs_of_the_layers_behind_them()
    {
        Input x = new([4], name: "x");
        Tensor h = x.Dense(3, name: "first");
        Model model = new(x, h.Dense(2, name: "second")), tail = new(h, model.Output);
        Assert.AreEqual("(batch, 3)", tail.Input.Shape.ToString());
        Assert.AreSame(model.GetLayer("second"), tail.GetLayer("second"));
        Assert.HasCount(2, tail.Layers);
        Assert.EndsWith("CLONE", tail.Input.Name);
    }

    [TestMethod]
    public void Dictionaries_stand_in_the_order_of_their_keys()
    {
        Input a = new([3], name: "a"), b = new([2], name: "b");
        Model model = new(
            new Dictionary<string, Tensor> { ["b"] = b, ["a"] = a },
            new Dictionary<string, Tensor> { ["y"] = a.Dense(1, name: "one"), ["x"] = b.Dense(1, name: "two") });
        Assert.AreEqual("a, b", string.Join(", ", model.InputNames));
        Assert.AreEqual("two, one", string.Join(", ", model.OutputNames));
    }

    [TestMethod]
    public void Unused_inputs_stay_inputs()
    {
        Input a = new([3], name: "a"), b = new([2], name: "b");
        Assert.AreEqual("a, one, b", string.Join(", ", new Model([a, b], a.Dense(1, name: "one")).Layers.OrderBy(l => l is InputLayer
            ? l.Name == "b" ? 2 : 0 : 1).Select(l => l.Name)));
    }

    [TestMethod]
    public void Graphs_that_do_not_hold_together_are_named()
    {
        Input a = new([3], name: "a"), b = new([3], name: "b");
        Evaluate.Error(
            "Model 'm' expects its outputs to be computed from its inputs alone. " +
            "Received: an output that also needs input 'b', which is not among the inputs (a).", () => new Model(a, Add(a, b), "m"));
        Evaluate.Error("Model 'm' expects every layer and operation to have a name of its own. Received: the name 'd' 2 times.",
            () => new Model(a, a.Dense(3, name: "d").Dense(3, name: "d"), "m"));
        Evaluate.Error("Model 'm' expects at least one input. Received: none.", () => new Model(Array.Empty<Tensor>(), a.Dense(1), "m"));
        Evaluate.Error("Model 'm' expects at least one output. Received: none.", () => new Model(a, Array.Empty<Tensor>(), "m"));
    }

    [TestMethod]
    public void Calls_that_do_not_fit_are_named()
    {
        Input a = new([3], name: "a"), b = new([3], name: "b");
        Model model = new([a, b], Add(a, b), "m");
        Evaluate.Error("Model 'm' expects 2 input tensors. Received: 1.", () => model.Call(a));
        Evaluate.Error("Model 'm' expects input 'b' of shape (batch, 3). Received: shape (batch, 4).", () => model.Call(a, new Input(4)));
        Evaluate.Error("Model 'm' expects input 'b' of shape (batch, 3). Received: shape (batch, 3, 3).",
            () => model.Call(a, new Input(3, 3)));
        Assert.AreEqual("(batch, 3)", model.Call(a, new Input(3, 1)).Shape.ToString());
        Assert.AreEqual("(batch, 3)", model.Call(a, new Input([3], name: "whole", ElementType.Int32)).Shape.ToString());
        Dense dense = new(2, name: "d");
        dense.Call(a);
        Evaluate.Error("Layer 'd' expects inputs that fit its weight 'kernel' of shape (3, 2). Received: Float(batch, 4).",
            () => dense.Call(new Input(4)));
        Evaluate.Error("Layer 'e' expects inputs from which the shape of its weight 'kernel' follows. Received: Float(batch, ?), so " +
            "kernel (?, 2).",
            () => new Input([null], name: "open").Dense(2, name: "e"));
        Evaluate.Error("Layer 'g' expects a weight 'kernel' of at most 2,147,483,591 numbers. Received: Float(batch, 3), so " +
            "kernel (3, 2000000000).",
            () => a.Dense(2_000_000_000, name: "g"));
        Evaluate.Error("Layer 'f' expects 1 input tensor. Received: 2 input tensors.", () => new Dense(2, name: "f").Call(a, b));
        Evaluate.Error("Layer 'nothing' expects its Lower to return a value. Received: none.", () => new Nothing().Call(a));
        Evaluate.Error("Layer 'nothing' expects its Lower to return a value. Received: none.", () => new NoneOfMany().Call(a));
    }

    [TestMethod]
    public void A_call_that_fails_changes_nothing()
    {
        Dense dense = new(2, name: "d");
        Assert.Throws<FluentException>(() => dense.Call(new Input([], name: "scalar")));
        Assert.IsEmpty(dense.Weights);
        Evaluate.Error("Layer 'd' expects to be called before its output is asked for. Received: no call so far.", () => dense.Output);
        Evaluate.Error("Layer 'd' expects to be called before its outputs are asked for. Received: no call so far.", () => dense.Outputs);
        Evaluate.Error("Layer 'd' expects to be called before its input is asked for. Received: no call so far.", () => dense.Input);
        dense.Call(new Input(3));
        Assert.HasCount(2, dense.Weights);
    }

    [TestMethod]
    public void Layers_are_found_by_name_and_place()
    {
        Input x = new([3], name: "x");
        Model model = new(x, x.Dense(2, name: "d"), "m");
        Assert.AreSame(model.GetLayer("d"), model.GetLayer(1));
        Evaluate.Error("Model 'm' expects the name of one of its layers (x, d). Received: 'e'.", () => model.GetLayer("e"));
        Evaluate.Error("Model 'm' expects a layer index from 0 to 1. Received: 2.", () => model.GetLayer(2));
    }

    [TestMethod]
    public void An_input_layer_is_not_called() => Evaluate.Error(
        "Layer 'x' expects to be an input of the model that runs it. Received: a call.",
        () => new Input([3], name: "x").Operation is Layer layer ? layer.Call(new Input(3)) : null);

    private sealed class Nothing() : UnaryLayer("nothing")
    {
        protected override Value Lower(Value x, LayerCall call) => null!;
    }

    private sealed class NoneOfMany() : Layer("nothing")
    {
        protected internal override LayerResult Lower(LayerCall call) => LayerResult.FromValues();
    }
}
