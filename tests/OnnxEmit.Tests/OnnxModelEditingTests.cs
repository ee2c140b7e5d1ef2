using Testing;

namespace OnnxEmit.Tests;

/// <summary>Models cut at a tensor, and with data for what is open.</summary>
[TestClass]
public class OnnxModelEditingTests
{
    private static OnnxModel Model()
    {
        Value x = Value.Input(ElementType.Float, ["batch", "time"], "x"), rate = Value.Input(ElementType.Float, [], "rate");
        Value twice = Named(x + x, "twice"), scaled = Named(twice * rate, "scaled");
        return new(new Graph([x, rate], [scaled], name: "net")) { Opset = 13 };
    }

    [TestMethod]
    public void Until_cuts_at_a_tensor_and_drops_inputs()
    {
        OnnxModel cut = Model().Until("twice");
        CollectionAssert.AreEqual(new[] { "x" }, cut.Graph.Inputs.Select(v => v.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "twice" }, cut.Graph.Outputs.Select(v => v.Name).ToArray());
        CollectionAssert.AreEqual(
            new[] { "twice", "scaled" }, Model().Until("twice", "scaled").Graph.Outputs.Select(v => v.Name).ToArray());
    }

    [TestMethod]
    public void Bind_makes_an_input_a_constant()
    {
        OnnxModel bound = Model().Bind("rate", TensorData.Create([], 3f));
        Assert.HasCount(1, bound.Graph.Inputs);
        Dictionary<string, TensorData> feeds = new() { ["x"] = TensorData.Create<float>([1, 2], 1, 2) };
        TensorData y = OnnxRunner.Run(bound.Graph, feeds)[0];
        CollectionAssert.AreEqual(new float[] { 6, 12 }, y.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void BindLength_gives_a_length_a_number()
    {
        Graph bound = Model().BindLength("time", 7).Graph;
        Assert.AreEqual("(batch, 7)", bound.Inputs[0].Shape.ToString());
        Assert.AreEqual("(batch, 7)", bound.Outputs[0].Shape.ToString());
    }

    [TestMethod]
    public void Half_precision_stays_inside()
    {
        Value x = Value.Input(ElementType.Float16, ["batch", 2], "x"), n = Value.Input(ElementType.Int64, [1], "n");
        Value y = Named(x + x, "y"), z = Named(y * Value.Constant(TensorData.Create([], (Half)0.1f)), "z"), m = Named(n + n, "m");
        OnnxModel half = new(new Graph([x, n], [y, z, m], name: "net")) { Opset = 14 };
        OnnxModel single = half.WithFloatInputsAndOutputs();
        CollectionAssert.AreEqual(
            new[] { "x: Float(batch, 2)", "n: Int64(1)" }, single.Graph.Inputs.Select(v => v.ToString()).ToArray());
        CollectionAssert.AreEqual(
            new[] { "y: Float(batch, 2)", "z: Float(batch, 2)", "m: Int64(1)" }, single.Graph.Outputs.Select(v => v.ToString()).ToArray());
        CollectionAssert.AreEqual(
            new[] { "x", "n", "y", "z", "m" }, half.Graph.Inputs.Concat(half.Graph.Outputs).Select(v => v.Name).ToArray());
        Dictionary<string, TensorData> feeds = new()
        {
            ["x"] = TensorData.Create<float>([1, 2], 1, 3),
            ["n"] = TensorData.Create([1], 1L),
        };
        float[] scaled = OnnxRunner.Run(OnnxModel.Load(single.ToBytes()).Graph, feeds)[1].AsSpan<float>().ToArray();
        Assert.AreEqual(0.2f, scaled[0], 2e-4f);
        Assert.AreEqual(0.6f, scaled[1], 6e-4f);
        Assert.AreSame(single, single.WithFloatInputsAndOutputs());
    }

    [TestMethod]
    public void Wrong_names_and_data_are_refused()
    {
        Check("Model 'net' expects the name of one of its tensors. Received: 'scale'. The nearest names are 'scaled', 'rate', 'twice'.",
            () => Model().Until("scale"));
        Check("Model 'net' expects the name of one of its inputs. Received: 'rat'. The nearest names are 'rate', 'x'.",
            () => Model().Bind("rat", TensorData.Create([], 3f)));
        Check("Input 'rate' expects data of type Float(). Received: Int64(). Give an array of its type and shape.",
            () => Model().Bind("rate", TensorData.Create([], 3L)));
        Check("Model 'net' expects the name of a length of its inputs. Received: 'steps'. The nearest names are 'time', 'batch'.",
            () => Model().BindLength("steps", 3));
    }

    private static void Check(string message, Action action) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ModelFormatException>(action).Message);

    private static Value Named(Value value, string name)
    {
        value.Name = name;
        return value;
    }
}
