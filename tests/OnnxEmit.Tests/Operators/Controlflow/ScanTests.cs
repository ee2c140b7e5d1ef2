using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Controlflow;

[TestClass]
public sealed class ScanTests
{
    [TestMethod]
    public void Types_of_a_body_that_says_less_follow_from_the_inputs()
    {
        Value state = Value.Input(ElementType.Float, [Dim.Unknown()]), slice = Value.Input(new TensorType(ElementType.Float, null));
        Graph body = new([state, slice], [Op.Identity(state), Op.Identity(slice)]);
        Value[] outputs = [.. Op.Scan([Expect.Input(2), Expect.Input(4, 3, 5)], body, 1, scanOutputAxes: [1])];
        Assert.AreEqual("Float(2)", $"{outputs[0].Type}");
        Assert.AreEqual("Float(3, 4, 5)", $"{outputs[1].Type}");
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value state = Expect.Input(2), steps = Expect.Input(4, 3), more = Expect.Input(5, 3);
        Graph body = Graph.Body([state.Type, Slice(steps, 0)], s => [s[0], s[1]]);
        Expect.Error("Scan expects 1 to 2 scanned inputs. Received: 3.", () => Op.Scan([state, steps], body, 3));
        Expect.Error("Scan expects a body of 3 inputs. Received: 2.", () => Op.Scan([state, steps, more], body, 1));
        Expect.Error("Scan expects scanned inputs that are equally long. Received: Float(4, 3), Float(5, 3).",
            () => Op.Scan([steps, more], Graph.Body([Slice(steps, 0), Slice(more, 0)], s => [s[0]]), 2));
        Expect.Error("Scan expects 1 items of scan_output_axes. Received: 2.", () => Op.Scan([state, steps], body, 1, scanOutputAxes: [0, 0]));
        Expect.Error("Scan expects a body with an output for each of 1 states. Received: 0 outputs.",
            () => Op.Scan([state, steps], Graph.Body([state.Type, Slice(steps, 0)], _ => []), 1));
        Expect.Error("Scan expects each state to keep its type. Received: Float(2), then Float(3).",
            () => Op.Scan([state, steps], Graph.Body([state.Type, Slice(steps, 0)], s => [s[1]]), 1));
        Expect.Error("Scan expects a body whose input 'v' has the type Float(2). Received: Float(3).",
            () => Op.Scan([state, steps], new Graph([Value.Input(ElementType.Float, [3], "v"), Value.Input(null)], [state]), 1));
    }

    internal static TensorType Slice(Value x, long axis)
    {
        int at = (int)(axis < 0 ? axis + x.Rank : axis);
        return new(x.ElementType, [.. x.Shape[..at], .. x.Shape[(at + 1)..]]);
    }
}
