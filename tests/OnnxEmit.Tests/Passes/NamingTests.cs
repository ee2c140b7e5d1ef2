using Microsoft.VisualStudio.TestTools.UnitTesting;
using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public class NamingTests
{
    private static readonly Value X = Value.Input(ElementType.Float, [2], "x");

    [TestMethod]
    public void Values_keep_their_names_or_are_named_after_their_operator()
    {
        Value w = Value.Constant(TensorData.Create<float>([2], 1, 2), "w"), first = Op.Relu(X), second = Op.Relu(first + w);
        second.Producer!.Name = "act";
        Graph graph = new([X], [Op.Neg(second)]);
        CollectionAssert.AreEqual(new[] { "x", "w", "Relu_1", "Add_1", "act", "Neg_1" }, Names(graph));
    }

    [TestMethod]
    public void The_first_to_ask_for_a_name_has_it_but_inputs_and_outputs_come_first()
    {
        Value a = Op.Relu(X), b = Op.Neg(a), y = a + b;
        (a.Name, b.Name, y.Name) = ("y", "x", "y");
        Value c = y * Value.Constant(TensorData.Create<float>([2], 1, 2), "y");
        c.Name = "y";
        CollectionAssert.AreEqual(new[] { "x", "y_2", "y_3", "x_2", "y_4", "y" }, Names(new([X], [c])));
    }

    [TestMethod]
    public void An_output_that_is_an_input_a_constant_or_another_output_is_a_copy()
    {
        Value w = Value.Constant(TensorData.Create<float>([2], 1, 2), "w"), y = Op.Relu(X);
        y.Name = "y";
        Graph graph = new([X], [X, w, y, y]);
        OnnxModel again = OnnxModel.Load(new OnnxModel(graph).ToBytes());
        CollectionAssert.AreEqual(new[] { "x_2", "w", "y", "y_2" }, again.Graph.Outputs.Select(v => v.Name).ToArray());
        TensorData[] results = OnnxRunner.Run(graph, new Dictionary<string, TensorData> { ["x"] = TensorData.Create<float>([2], -1, 3) });
        CollectionAssert.AreEqual(new float[] { -1, 3 }, results[0].AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 2 }, results[1].AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 0, 3 }, results[3].AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Inputs_and_outputs_without_a_name_get_one()
    {
        Value a = Value.Input(ElementType.Float, [2]), b = Value.Input(ElementType.Float, [2]);
        OnnxModel again = OnnxModel.Load(new OnnxModel(new([a, b], [a * b])).ToBytes());
        CollectionAssert.AreEqual(new[] { "input_1", "input_2" }, again.Graph.Inputs.Select(v => v.Name).ToArray());
        Assert.AreEqual("Mul_1", again.Graph.Outputs[0].Name);
    }

    [TestMethod]
    public void An_output_that_is_left_out_stays_so()
    {
        GenericOperator op = new("Dropout", "", 13, [X], [X.Type, new TensorType(ElementType.Bool, [2])], []);
        (op.Outputs[0].Name, op.Outputs[1].Name) = ("y", "");
        Operator again = OnnxModel.Load(new OnnxModel(new([X], [op.Output])).ToBytes()).Graph.Operators.Single();
        CollectionAssert.AreEqual(new[] { "y", "" }, again.Outputs.Select(v => v.Name).ToArray());
    }

    [TestMethod]
    public void Names_in_a_subgraph_differ_from_those_around_it()
    {
        Value condition = Value.Input(ElementType.Bool, [], "c"), shared = Value.Constant(TensorData.Create<float>([2], 5, 6), "w");
        Value then = Op.Relu(X) + shared, otherwise = Op.Neg(X) + shared;
        then.Name = otherwise.Name = "x";
        GenericOperator branch = new("If", "", 13, [condition], [X.Type],
        [
            new("then_branch", new Graph([], [then], captures: [X], name: "then")),
            new("else_branch", new Graph([], [otherwise], captures: [X], name: "else")),
        ]);
        TensorData[] y = OnnxRunner.Run(new Graph([X, condition], [branch.Output]), new Dictionary<string, TensorData>
        {
            ["x"] = TensorData.Create<float>([2], -1, 3),
            ["c"] = TensorData.Create([], true),
        });
        CollectionAssert.AreEqual(new float[] { 5, 9 }, y[0].AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Two_inputs_or_outputs_of_one_name_are_refused()
    {
        Value other = Value.Input(ElementType.Float, [2], "x"), y = Op.Relu(X);
        y.Name = "x";
        Assert.AreEqual(
            "Graph 'g' expects a different name for each input and output. " +
            "Received: 'x' for two of them, the second an input. Give one of them another name.",
            Assert.ThrowsExactly<ModelFormatException>(() => new OnnxModel(new([X, other], [X + other], name: "g")).ToBytes()).Message);
        Assert.AreEqual(
            "Graph 'g' expects a different name for each input and output. " +
            "Received: 'x' for two of them, the second an output. Give one of them another name.",
            Assert.ThrowsExactly<ModelFormatException>(() => new OnnxModel(new([X], [y], name: "g")).ToBytes()).Message);
    }

    [TestMethod]
    public void A_value_of_another_graph_is_refused()
    {
        Value stranger = Value.Input(ElementType.Float, [2], "z");
        Assert.AreEqual(
            "Graph 'g' expects every value that it uses to be an input, a constant, a capture or computed in it. " +
            "Received: 'z: Float(2)' of another graph. " +
            "List it among the graph's inputs or captures.",
            Assert.ThrowsExactly<ModelFormatException>(() => new OnnxModel(new([X], [X + stranger], name: "g")).ToBytes()).Message);
    }

    private static string[] Names(Graph graph)
    {
        Graph again = OnnxModel.Load(new OnnxModel(graph).ToBytes()).Graph;
        return [.. again.Inputs.Concat(again.Constants).Concat(again.Operators.SelectMany(op => op.Outputs)).Select(v => v.Name!)];
    }
}
