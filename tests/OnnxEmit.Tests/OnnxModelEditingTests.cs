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
