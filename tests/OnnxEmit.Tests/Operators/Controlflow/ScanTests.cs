using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Controlflow;

[TestClass]
public sealed class ScanTests
{
    [TestMethod]
    public void Walks_with_a_state() => OperatorHarness.Check(
        [
            Feed.Random([2, 3]), Feed.Random([4, 2, 5], seed: 2), Feed.Random([5, 3], seed: 3), Feed.Random([3, 3], seed: 4),
            Feed.Random([3], seed: 5),
        ],
        x => Op.Scan([x[0], x[1]], Graph.Body([x[0].Type, Slice(x[1], 0)], s =>
        {
            Value next = Op.Tanh(Op.MatMul(s[1], x[2]) + Op.MatMul(s[0], x[3]) + x[4]);
            return [next, next, s[0] * 2];
        }), 1));

    [TestMethod]
    [DataRow(0L, 0L, 0L, 0L)]
    [DataRow(0L, 1L, 0L, 1L)]
    [DataRow(1L, 1L, 2L, 0L)]
    [DataRow(-1L, 0L, -1L, 1L)]
    public void Walks_along_any_axis_in_both_directions(long inputAxis, long inputDirection, long outputAxis, long outputDirection) =>
        OperatorHarness.Check(
            [Feed.Random([3]), Feed.Random([3, 3, 3], seed: 2), Feed.Random([3, 2], seed: 3)],
            x => Op.Scan([x[0], x[1], x[2]], Graph.Body([x[0].Type, Slice(x[1], inputAxis), Slice(x[2], 0)], s =>
            {
                Value next = s[0] + Op.ReduceSum(s[1], Value.Constant(0), keepdims: false);
                return [next, s[1] * next, s[2] * Op.ReduceSum(s[0], Value.Constant(0))];
            }), 2, [inputAxis, 0], [inputDirection, 0], [outputAxis, 0], [outputDirection, 1]));

    [TestMethod]
    public void Walks_without_a_state() => OperatorHarness.Check(
        [Feed.Random([4, 3]), Feed.Random([3], seed: 2)],
        x => Op.Scan([x[0]], Graph.Body([Slice(x[0], 0)], s => [s[0] * x[1], Op.Exp(s[0])]), 1));

    [TestMethod]
    public void Walks_inside_a_walk() => OperatorHarness.Check(
        [Feed.Random([2]), Feed.Random([3, 4, 2], seed: 2), Feed.Random([2], seed: 3)],
        x => Op.Scan([x[0], x[1]], Graph.Body([x[0].Type, Slice(x[1], 0)], outer =>
        {
            Value[] inner = [.. Op.Scan([outer[0], outer[1]], Graph.Body([x[0].Type, Slice(outer[1], 0)], s =>
            {
                Value next = Op.Sin(s[0] + (s[1] * x[2] * outer[0]));
                return [next, next];
            }), 1)];
            return [inner[0] * x[2], inner[1]];
        }), 1));

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
        Expect.Error("Scan expects 1 items of scan_output_axes. Received: 2.",
            () => Op.Scan([state, steps], body, 1, scanOutputAxes: [0, 0]));
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
