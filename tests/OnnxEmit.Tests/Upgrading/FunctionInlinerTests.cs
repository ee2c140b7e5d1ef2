using Testing;
using Attribute = OnnxEmit.Attribute;

namespace OnnxEmit.Tests.Upgrading;

/// <summary>Functions of a model stand in place of their calls after the upgrade, and compute what they computed.</summary>
[TestClass]
public class FunctionInlinerTests
{
    private static readonly Dictionary<string, int> Opsets = new() { [""] = 18, ["own"] = 1 };

    // own.Scaled(x, shift?) = Elu(x, alpha) · scale + shift, or without it.
    private static Function Scaled()
    {
        Value x = Value.Input(null, "x"), shift = Value.Input(null, "shift");
        Value elu = Node("Elu", [x], new Attribute("alpha", new AttributeReference("slope", 1)));
        Value constant = Node("Constant", [], new Attribute("value_float", new AttributeReference("scale", 1)));
        Value max = Node("Max", [Node("Mul", [elu, constant]), shift]);
        return new("Scaled", "own", new Graph([x, shift], [Named(max, "y")]))
        {
            RequiredAttributes = ["scale"], DefaultAttributes = [new("slope", 2f)], Opsets = new Dictionary<string, int> { [""] = 18 },
        };
    }

    [TestMethod]
    public void Attributes_are_those_of_the_call_or_their_defaults()
    {
        Value x = Value.Input(ElementType.Float, [3], "x");
        Value first = Call("Scaled", [x, Value.Constant(0.5f)], new Attribute("scale", 3f));
        Value second = Named(Call("Scaled", [first, Value.Constant(-9f)], new Attribute("scale", 2f), new Attribute("slope", 5f)), "y");
        OnnxModel model = new(new Graph([x], [second])) { Opsets = Opsets, Functions = [Scaled()] };
        OnnxModel upgraded = model.Upgrade();
        Assert.IsEmpty(upgraded.Functions);
        Assert.IsFalse(upgraded.Graph.Operators.Any(op => op is GenericOperator));
        Dictionary<string, TensorData> feeds = new() { ["x"] = TensorData.Create<float>([3], -1, 0, 2) };
        using GraphSession before = new(model.ToBytes()), after = new(upgraded.ToBytes());
        Assert.AreEqual(before.Run(feeds)[0], after.Run(feeds)[0]);
    }

    [TestMethod]
    public void Inputs_and_attributes_that_a_call_leaves_out_are_left_out_inside()
    {
        Value x = Value.Input(ElementType.Float, [3], "x"), limit = Value.Input(null, "limit"), inner = Value.Input(null, "x");
        Value clip = Node("Clip", [inner, null, limit]);
        Value elu = Node("Elu", [clip], new Attribute("alpha", new AttributeReference("slope", 1)));
        Function function = new("Cut", "own", new Graph([inner, limit], [elu]))
        {
            RequiredAttributes = ["slope"], Opsets = new Dictionary<string, int> { [""] = 18 },
        };
        OnnxModel model = new(new Graph([x], [Named(Call("Cut", [x]), "y")])) { Opsets = Opsets, Functions = [function] };
        TensorData y = OnnxRunner.Run(model.Upgrade().Graph, new Dictionary<string, TensorData>
        {
            ["x"] = TensorData.Create<float>([3], -1, 0, 2),
        })[0];
        CollectionAssert.AreEqual(new float[] { MathF.Exp(-1) - 1, 0, 2 }, y.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Functions_call_functions()
    {
        Value x = Value.Input(ElementType.Float, [2], "x"), inner = Value.Input(null, "x");
        Function twice = new("Twice", "own", new Graph([inner],
            [Call("Scaled", [Call("Scaled", [inner, inner], new Attribute("scale", 2f)), inner], new Attribute("scale", 2f))]));
        OnnxModel model = new(new Graph([x], [Named(Call("Twice", [x]), "y")])) { Opsets = Opsets, Functions = [Scaled(), twice] };
        TensorData y = OnnxRunner.Run(model.Upgrade().Graph, new Dictionary<string, TensorData>
        {
            ["x"] = TensorData.Create<float>([2], 1, -1),
        })[0];
        CollectionAssert.AreEqual(new float[] { 4, -1 }, y.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Functions_that_call_themselves_are_refused()
    {
        Value x = Value.Input(ElementType.Float, [2], "x"), inner = Value.Input(null, "x");
        Function endless = new("Endless", "own", new Graph([inner], [Call("Endless", [inner])]));
        OnnxModel model = new(new Graph([x], [Call("Endless", [x])])) { Opsets = Opsets, Functions = [endless] };
        ModelFormatException e = Assert.ThrowsExactly<ModelFormatException>(() => model.Upgrade());
        Assert.AreEqual(
            "Function 'Endless' expects calls of functions at most 64 deep, of 100,000 operators in all. Received: deeper ones. " +
            "Write its operators out.", e.Message);
    }

    [TestMethod]
    public void Functions_that_multiply_are_refused()
    {
        Value x = Value.Input(ElementType.Float, [2], "x");
        Function[] all = new Function[40];
        for (int i = 0; i < all.Length; i++)
        {
            Value inner = Value.Input(null, "x");
            string next = i + 1 < all.Length ? $"F{i + 1}" : "Relu";
            all[i] = new($"F{i}", "own", new Graph([inner], [Node("Add", [Call(next, [inner]), Call(next, [inner])])]));
        }

        OnnxModel model = new(new Graph([x], [Call("F0", [x])])) { Opsets = Opsets, Functions = [.. all] };
        ModelFormatException e = Assert.ThrowsExactly<ModelFormatException>(() => model.Upgrade());
        Assert.Contains("of 100,000 operators in all. Received: more. Write its operators out.", e.Message);
    }

    private static Value Node(string opType, Value?[] inputs, params Attribute[] attributes) =>
        new GenericOperator(opType, "", 18, inputs, [null], [.. attributes]).Output;

    private static Value Call(string function, Value?[] inputs, params Attribute[] attributes) =>
        new GenericOperator(function, "own", 1, inputs, [null], [.. attributes]).Output;

    private static Value Named(Value value, string name)
    {
        value.Name = name;
        return value;
    }
}
