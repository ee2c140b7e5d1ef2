using System.Collections.Immutable;
using Testing;
using Attribute = OnnxEmit.Attribute;

namespace OnnxEmit.Tests.Upgrading;

/// <summary>What the upgrade does beside old forms and functions.</summary>
[TestClass]
public class UpgraderTests
{
    [TestMethod]
    [DataRow(true, 3f)]
    [DataRow(false, -3f)]
    public void A_branch_that_is_known_stands_in_place_of_the_If(bool condition, float expected)
    {
        Value x = Value.Input(ElementType.Float, [], "x");
        OnnxModel model = new OnnxModel(new Graph([x], [If(Value.Constant(TensorData.Create([], condition)), x)])) { Opset = 18 }.Upgrade();
        Assert.IsFalse(model.Graph.Operators.Any(op => op.OpType == "If"));
        TensorData y = OnnxRunner.Run(model.Graph, new Dictionary<string, TensorData> { ["x"] = TensorData.Create([], 3f) })[0];
        Assert.AreEqual(expected, y.AsSpan<float>()[0]);
    }

    [TestMethod]
    public void A_branch_follows_from_lengths_that_are_known()
    {
        Value x = Value.Input(ElementType.Float, [4], "x"), open = Value.Input(ElementType.Float, ["n"], "x");
        Assert.IsFalse(Upgraded(x).Operators.Any(op => op.OpType == "If"));
        Assert.IsTrue(Upgraded(open).Operators.Any(op => op.OpType == "If"));

        static Graph Upgraded(Value x) =>
            new OnnxModel(new Graph([x], [If(Op.Equal(Op.Size(x), Value.Constant(TensorData.Create([], 4L))), x)])) { Opset = 18 }
                .Upgrade().Graph;
    }

    [TestMethod]
    public void A_branch_follows_from_truth_values_that_follow_from_lengths()
    {
        Value x = Value.Input(ElementType.Float, [4], "x"), four = Value.Constant(TensorData.Create([], 4L));
        Value isFour = Op.Equal(Op.Size(x), four), isLess = Op.Less(Op.Size(x), four);
        foreach ((Value condition, bool expected) in new[]
        {
            (Op.Not(isLess), true), (Op.And(isFour, isLess), false), (Op.Or(isFour, isLess), true), (Op.Xor(isFour, isFour), false),
            (Op.Cast(Op.Size(x), ElementType.Bool), true),
        })
        {
            Graph graph = new OnnxModel(new Graph([x], [If(condition, x)])) { Opset = 18 }.Upgrade().Graph;
            CollectionAssert.AreEqual(
                new[] { expected ? "Identity" : "Neg" }, graph.Operators.Select(op => op.OpType).ToArray(), condition.Producer!.OpType);
        }
    }

    // As torch writes x.squeeze(1) where the length is open.
    [TestMethod]
    [DataRow(1L, 1)]
    [DataRow(3L, 2)]
    public void A_branch_that_is_not_taken_need_not_fit(long length, int rank)
    {
        Value x = Value.Input(ElementType.Float, [2, "n"], "x"), one = Value.Constant(TensorData.Create([], 1L));
        Value isOne = Op.Equal(Op.Gather(Op.Shape(x), one), one);
        Graph then = new([], [Op.Squeeze(x, Value.Constant(1))], [x]), otherwise = new([], [Op.Identity(x)], [x]);
        OnnxModel model = new OnnxModel(new Graph([x], Op.If(isOne, then, otherwise))) { Opset = 18 }.BindLength("n", length).Upgrade();
        Assert.IsFalse(model.Graph.Operators.Any(op => op.OpType == "If"));
        Assert.AreEqual(rank, model.Graph.Outputs[0].Rank);
    }

    [TestMethod]
    [DataRow("Loop")]
    [DataRow("Scan")]
    public void A_body_without_types_has_those_of_what_goes_in(string opType)
    {
        Value x = Value.Input(ElementType.Float, [4, 3], "x"), w = Value.Input(ElementType.Float, [3, 3], "w");
        Value before = Value.Input(null, "before"), round = Value.Input(null, "round"), go = Value.Input(null, "go");
        Value slice = Value.Input(null, "slice");
        Value after = Node("Tanh", Node("Add", Node("MatMul", opType == "Loop" ? before : slice, w), before));
        ImmutableArray<Value> y = opType == "Loop"
            ? Generic("Loop", [Value.Constant(TensorData.Create([], 3L)), null, x], new Graph([round, go, before], [go, after], [w]))
            : Generic("Scan", [x.ReduceSum([0]), x], new Graph([before, slice], [after], [w]), new Attribute("num_scan_inputs", 1L));
        Graph graph = new OnnxModel(new Graph([x, w], y)) { Opset = 18 }.Upgrade().Graph;
        Graph body = graph.Operators.Single(op => op.OpType == opType).Subgraphs.Single();
        Assert.IsFalse(body.Operators.Any(op => op is GenericOperator), "a generic operator is left");
        Assert.AreEqual(opType == "Loop" ? "(4, 3)" : "(3)", graph.Outputs[0].Shape.ToString());
        Assert.IsNotNull(Differentiate.Gradient(graph.Outputs[0], [graph.Inputs[1]])[0]);
    }

    // What grows from round to round has no type that holds in all of them.
    [TestMethod]
    public void A_body_that_changes_its_state_keeps_the_length_open()
    {
        Value x = Value.Input(ElementType.Float, [4, 3], "x");
        Value before = Value.Input(null, "before"), round = Value.Input(null, "round"), go = Value.Input(null, "go");
        Value after = new GenericOperator("Concat", "", 18, [before, before], [null], [new Attribute("axis", 0L)]).Output;
        ImmutableArray<Value> y =
            Generic("Loop", [Value.Constant(TensorData.Create([], 3L)), null, x], new Graph([round, go, before], [go, after]));
        OnnxModel model = new OnnxModel(new Graph([x], y)) { Opset = 18 }.Upgrade();
        Assert.AreEqual(2, model.Graph.Outputs[0].Rank);
        Assert.IsFalse(model.Graph.Outputs[0].Shape[0].IsKnown, $"{model.Graph.Outputs[0]}");
        Assert.AreEqual((Dim)3, model.Graph.Outputs[0].Shape[1]);
        TensorData actual = OnnxRunner.Run(model.Graph, new Dictionary<string, TensorData> { ["x"] = Feed.Random([4, 3]).Data })[0];
        CollectionAssert.AreEqual(new long[] { 32, 3 }, actual.Dims);
    }

    private static Value Node(string opType, params Value?[] inputs) => new GenericOperator(opType, "", 18, inputs, [null], []).Output;

    private static ImmutableArray<Value> Generic(string opType, Value?[] inputs, Graph body, params Attribute[] more) =>
        OperatorCatalog.Read(opType, 18, new NodeReader([.. inputs], 1, [new Attribute("body", body), .. more]))!.Outputs;

    [TestMethod]
    public void Names_stay()
    {
        Value x = Value.Input(ElementType.Float, [], "x");
        Value y = If(Value.Constant(TensorData.Create([], true)), x);
        Value constant = new OnnxEmit.Operators.Constant(valueFloat: 2).Output;
        (y.Name, constant.Name) = ("chosen", "two");
        Value sum = y + constant;
        sum.Name = "sum";
        Graph graph = new OnnxModel(new Graph([x], [sum])) { Opset = 18 }.Upgrade().Graph;
        string[] names = [.. graph.Operators.SelectMany(op => op.Outputs).Select(v => v.Name!), .. graph.Constants.Select(v => v.Name!)];
        CollectionAssert.IsSubsetOf(new[] { "chosen", "two", "sum" }, names);
        Assert.IsTrue(graph.Constants.Any(v => v.Name == "two"), "constants are initializers");
    }

    [TestMethod]
    public void Weights_that_had_to_be_inputs_are_none()
    {
        Value x = Value.Input(ElementType.Float, [2], "x"), w = Value.Input(ElementType.Float, [2], "w");
        Graph graph = new([x, w], [x * w])
        {
            InputDefaults = ImmutableDictionary<Value, TensorData>.Empty.Add(w, TensorData.Create<float>([2], 1, 2)),
        };
        Graph old = new OnnxModel(graph) { Opset = 7, IrVersion = 3 }.Upgrade().Graph;
        CollectionAssert.AreEqual(new[] { "x" }, old.Inputs.Select(v => v.Name).ToArray());
        Assert.AreEqual("w", old.Constants.Single().Name);
        Assert.HasCount(2, new OnnxModel(graph) { Opset = 13, IrVersion = 7 }.Upgrade().Graph.Inputs);
    }

    [TestMethod]
    public void The_version_is_the_one_that_the_operators_need()
    {
        Value x = Value.Input(ElementType.Float, [2], "x");
        Assert.AreEqual(18, new OnnxModel(new Graph([x], [Op.Relu(x)])) { Opset = 7 }.Upgrade().Opset);
        Assert.AreEqual(20, new OnnxModel(new Graph([x], [Op.Gelu(x)])) { Opset = 20 }.Upgrade().Opset);
        Assert.AreEqual(22, new OnnxModel(new Graph([x], [Op.Relu(x)])) { Opset = 22 }.Upgrade().Opset);
    }

    // What this Softmax says no class knows, and it means something else from version 13 on.
    [TestMethod]
    public void A_node_that_stays_holds_the_version_down()
    {
        OnnxModel model = Softened(x => Op.Relu(x));
        Assert.AreEqual(12, model.Opset);
        Assert.AreEqual(12, OnnxModel.Load(model.ToBytes()).Opset);
    }

    [TestMethod]
    public void Nodes_that_no_version_has_both_are_not_written()
    {
        OnnxModel model = Softened(
            x => new GenericOperator("Squeeze", "", 11, [x], [null], [new("axes", new long[] { 0 })]).Output);
        CollectionAssert.AreEqual(new[] { "Squeeze", "Softmax" }, model.Graph.Operators.Select(op => op.OpType).ToArray());
        Assert.AreEqual(
            "Softmax 'old' expects a version below 13 of operator set ai.onnx. Received: version 18. " +
            "Write the model for the older version, or give its inputs known types, so that OnnxModel.Upgrade can read it.",
            Assert.ThrowsExactly<OperatorException>(() => model.ToBytes()).Message);
    }

    private static OnnxModel Softened(Func<Value, Value> before)
    {
        Value x = Value.Input(ElementType.Float, [1, 2], "x");
        Value y = new GenericOperator("Softmax", "", 11, [before(x)], [null], [new("of_our_own", 1L)]) { Name = "old" }.Output;
        return new OnnxModel(new Graph([x], [y])) { Opset = 11 }.Upgrade();
    }

    // x or −x
    private static Value If(Value condition, Value x)
    {
        Graph then = new([], [Op.Identity(x)], [x]), otherwise = new([], [Op.Neg(x)], [x]);
        return new GenericOperator("If", "", 18, [condition], [x.Type],
            [new Attribute("then_branch", then), new Attribute("else_branch", otherwise)]).Output;
    }
}
