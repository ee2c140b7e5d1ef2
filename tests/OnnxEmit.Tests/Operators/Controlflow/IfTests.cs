using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Controlflow;

[TestClass]
public sealed class IfTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Computes_one_branch(bool condition) => OperatorHarness.Check(
        [Feed.Plain<bool>([], condition), Feed.Random([2, 3]), Feed.Random([2, 3], seed: 2)],
        x => Op.If(x[0], Graph.Branch(() => [x[1] * x[2], x[1]]), Graph.Branch(() => [Op.Exp(x[1]), x[1] - 2])));

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Branches_stand_inside_branches(bool condition) => OperatorHarness.Check(
        [Feed.Plain<bool>([1], condition), Feed.Plain<bool>([], true), Feed.Random([2, 3])],
        x =>
        {
            Value y = Op.Sin(x[2]);
            Graph inner() => Graph.Branch(() => Op.If(x[1], Graph.Branch(() => [y * x[2]]), Graph.Branch(() => [y])));
            return Op.If(x[0], inner(), Graph.Branch(() => [x[2]]))[0];
        });

    [TestMethod]
    public void Lengths_that_differ_are_unknown() => OperatorHarness.CheckOpen(
        [Feed.Plain<bool>([], true), Feed.Random([2, 3])],
        x => Op.If(x[0], Graph.Branch(() => [x[1].SliceAxis(0, 0, 1)]), Graph.Branch(() => [Op.Neg(x[1])]))[0]);

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
