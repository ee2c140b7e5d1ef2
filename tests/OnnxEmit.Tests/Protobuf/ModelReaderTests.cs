using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit.Protobuf;
using Testing;
using static Fuzz.EverythingModel;

namespace OnnxEmit.Tests.Protobuf;

[TestClass]
public class ModelReaderTests
{
    [TestMethod]
    public void Everything_that_a_file_can_say_survives()
    {
        byte[] original = Create().ToByteArray();
        byte[] once = OnnxModel.Load(original).ToBytes(), twice = OnnxModel.Load(once).ToBytes();
        Assert.IsNull(ConformanceTests.Difference(original, once));
        CollectionAssert.AreEqual(once, twice);
    }

    [TestMethod]
    public void A_graph_has_the_names_operators_and_types_of_the_file()
    {
        OnnxModel model = OnnxModel.Load(Create().ToByteArray());
        CollectionAssert.AreEqual(new[] { "image", "maps", "sparse", "handle", "scale" }, model.Graph.Inputs.Select(v => v.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "y", "many", "nothing_known" }, model.Graph.Outputs.Select(v => v.Name).ToArray());
        Operator relu = model.Graph.Operators.Single(op => op.Name == "act");
        Assert.IsInstanceOfType<OnnxEmit.Operators.Relu>(relu);
        Assert.AreEqual("Float(batch, time, 4)", relu.Output.Type!.ToString());
        Assert.IsInstanceOfType<OpaqueType>(model.Graph.Inputs[3].Type);
        Assert.IsNull(model.Graph.Outputs[2].Type);
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4 }, model.Graph.InputDefaults[model.Graph.Inputs[4]].AsSpan<float>().ToArray());
        Graph inner = model.Graph.Operators.Single(op => op.Name == "odd").Subgraphs.First();
        Assert.AreSame(model.Graph.Inputs[0], inner.Captures.Single());
        Assert.AreEqual(25, model.Opset);
        Assert.AreEqual(13, model.IrVersion);
    }

    [TestMethod]
    public void Packed_tensors_are_slices_of_the_callers_memory()
    {
        byte[] file = Create().ToByteArray();
        Value weight = OnnxModel.Load(file).Graph.Constants.Single(v => v.Name == "W");
        Assert.IsTrue(MemoryMarshal.TryGetArray(weight.Data!.Bytes, out ArraySegment<byte> slice));
        Assert.AreSame(file, slice.Array);
    }

    [TestMethod]
    public void Loading_from_a_path_allocates_nothing_for_the_tensors()
    {
        using TemporaryFolder folder = new();
        Value x = Value.Input(ElementType.Float, [4_000_000], "x");
        new OnnxModel(new([x], [x + Value.Constant(TensorData.Create<float>([4_000_000], new float[4_000_000]), "w")]))
            .Save(folder / "big.onnx");
        OnnxModel.Load(folder / "big.onnx");           // so that one-time costs do not count
        long before = GC.GetAllocatedBytesForCurrentThread();
        OnnxModel model = OnnxModel.Load(folder / "big.onnx");
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.AreEqual(16_000_000, model.Graph.Constants.Single().Data!.Bytes.Length);
        Assert.IsLessThan(100_000, allocated);
    }

    [TestMethod]
    public void A_type_that_contradicts_inference_leaves_the_node_generic()
    {
        GraphProto graph = new() { Name = "g", Input = { Info("x", Floats(2, 3)) }, Output = { Info("y", Floats(2, 4)) } };
        graph.Node.Add(new NodeProto { OpType = "Relu", Input = { "x" }, Output = { "y" } });
        OnnxModel model = OnnxModel.Load(Model(graph));
        Assert.IsInstanceOfType<GenericOperator>(model.Graph.Operators.Single());
        Assert.AreEqual("Float(2, 4)", model.Graph.Outputs[0].Type!.ToString());
    }

    [TestMethod]
    public void What_the_file_says_of_a_length_and_what_inference_knows_come_together()
    {
        GraphProto graph = new() { Name = "g", Input = { Info("x", Floats("n", "", 3)) }, Output = { Info("y", Floats("", 5, "three")) } };
        graph.Node.Add(new NodeProto { OpType = "Relu", Input = { "x" }, Output = { "y" } });
        OnnxModel model = OnnxModel.Load(Model(graph));
        Assert.AreEqual("Float(n, 5, 3)", model.Graph.Outputs[0].Type!.ToString());
        Assert.IsNull(ConformanceTests.Difference(Model(graph), model.ToBytes()), "the file's own words are written again");
    }

    internal static byte[] Model(GraphProto graph, int opset = 18) =>
        new ModelProto { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = opset } } }
            .ToByteArray();
}
