using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Controlflow;

[TestClass]
public sealed class LoopTests
{
    private static readonly OnnxType Round = new TensorType(ElementType.Int64, []), Condition = new TensorType(ElementType.Bool, []);

    [TestMethod]
    public void Computes_as_often_as_said() => OperatorHarness.Check(
        [Feed.Random([2, 3]), Feed.Random([3, 3], seed: 2)],
        x => Op.Loop(Value.Constant(TensorData.Create<long>([], [4])), null, [x[0]], Graph.Body([Round, Condition, x[0].Type], s =>
        {
            Value next = Op.Tanh(Op.MatMul(s[2], x[1]) + s[0].Cast(ElementType.Float));
            return [s[1], next, next * s[2]];
        })));

    [TestMethod]
    public void Stops_where_the_condition_says() => OperatorHarness.CheckOpen(
        [Feed.Plain<long>([], 100), Feed.Plain<bool>([], true), Feed.Random([3]), Feed.Plain<long>([], 4)],
        x => Op.Loop(x[0], x[1], [x[2]], Graph.Body([Round, Condition, x[2].Type], s =>
        {
            Value next = Op.Sin(s[2] * 2) * x[2];
            return [Op.Less(s[0], x[3]), next, next];
        })));

    [TestMethod]
    [DataRow(1L)]
    [DataRow(3L)]
    public void Runs_as_often_as_an_input_says(long rounds) => OperatorHarness.CheckOpen(
        [Feed.Plain<long>([], rounds), Feed.Random([2, 3]), Feed.Random([2, 3], seed: 2)],
        x => Op.Loop(x[0], null, [x[1]], Graph.Body([Round, Condition, x[1].Type], s => [s[1], s[2] * x[2]]))[0]);

    [TestMethod]
    [DataRow(0L, true)]
    [DataRow(5L, false)]
    public void Gives_back_its_states_where_there_is_no_round(long rounds, bool condition) => OperatorHarness.Check(
        [Feed.Random([2, 3]), Feed.Random([2, 3], seed: 2)],
        x => Op.Sin(Op.Loop(
            Value.Constant(TensorData.Create<long>([], rounds)), Value.Constant(TensorData.Create<bool>([], condition)), [x[0]],
            Graph.Body([Round, Condition, x[0].Type], s => [s[1], s[2] * x[1], s[2]]))[0]));

    [TestMethod]
    public void Names_states_that_change_their_shape()
    {
        Value x = Expect.Input(2);
        TensorType any = new(ElementType.Float, [Dim.Unknown()]);
        Value[] outputs = [.. Op.Loop(null, null, [x], Graph.Body(
            [Round, Condition, any], s => [s[1], Op.Concat(0, s[2], x * s[2].SliceAxis(0, 0, 1))]))];
        Expect.Error("Loop expects states of the same shape in every round, to be differentiated. Received: Float(?).",
            () => Differentiate.Gradient(outputs, [x], [outputs[0]]));
    }

    [TestMethod]
    public void Widens_what_changes_from_round_to_round()
    {
        Value x = Expect.Input(2, 3), rounds = Value.Constant(TensorData.Create<long>([], [3]));
        Value[] outputs = [.. Op.Loop(rounds, null, [x, x], Graph.Body(
            [Round, Condition, new TensorType(ElementType.Float, [Dim.Unknown(), 3]), x.Type],
            s => [s[1], Op.Concat(0, s[2], x), s[3] * 2, s[3]]))];
        Assert.AreEqual("Float(?, 3)", $"{outputs[0].Type}");
        Assert.AreEqual("Float(2, 3)", $"{outputs[1].Type}");
        Assert.AreEqual("Float(3, 2, 3)", $"{outputs[2].Type}");
        Assert.AreNotEqual(x.Shape[0], outputs[0].Shape[0]);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(2);
        Graph body = Graph.Body([Round, Condition, x.Type], s => [s[1], s[2]]);
        Expect.Error("Loop expects a number of rounds that is one Int64. Received: Float(2).", () => Op.Loop(x, null, [x], body));
        Expect.Error("Loop expects a condition of one Bool. Received: Float(2).", () => Op.Loop(null, x, [x], body));
        Expect.Error("Loop expects a body of 4 inputs and 3 outputs or more. Received: 3 inputs and 2 outputs.",
            () => Op.Loop(null, null, [x, x], body));
        Expect.Error("Loop expects each state to keep its element type. Received: Float(2), then Double(2).",
            () => Op.Loop(null, null, [x], Graph.Body([Round, Condition, x.Type], s => [s[1], s[2].Cast(ElementType.Double)])));
    }
}
