using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Controlflow;

[TestClass]
public sealed class IfTests
{
    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Expect.Input(2), condition = Value.Input(ElementType.Bool, []);
        Expect.Error("If expects a condition of one Bool. Received: Float(2).",
            () => Op.If(x, Graph.Branch(() => [x]), Graph.Branch(() => [x])));
        Expect.Error("If expects as many outputs of both branches. Received: 1 and 2.",
            () => Op.If(condition, Graph.Branch(() => [x]), Graph.Branch(() => [x, x])));
        Expect.Error("If expects outputs of the same element types of both branches. Received: Float(2) and Int64(1).",
            () => Op.If(condition, Graph.Branch(() => [x]), Graph.Branch(() => [Op.Shape(x)])));
    }
}
