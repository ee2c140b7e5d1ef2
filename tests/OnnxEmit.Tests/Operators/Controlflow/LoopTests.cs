using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Controlflow;

[TestClass]
public sealed class LoopTests
{
    private static readonly OnnxType Round = new TensorType(ElementType.Int64, []), Condition = new TensorType(ElementType.Bool, []);

    [TestMethod]
    public void Widens_what_changes_from_round_to_round()
    {
        Value x = Expect.Input(2, 3), rounds = Value.Constant(TensorData.Create<long>([], [3]));
        Value[] outputs = [.. Op.Loop(rounds, null, [x, x], Graph.Body(
            [Round, Condition, new TensorType(ElementType.Float, [Dim.Unknown(), 3]), x.Type], s => [s[1], Op.Concat(0, s[2], x), s[3] * 2, s[3]]))];
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
