using Google.Protobuf;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit.Protobuf;
using Testing;
using static Fuzz.EverythingModel;

namespace OnnxEmit.Tests.Protobuf;

[TestClass]
public class ModelErrorTests
{
    private const string Damaged = "The file is damaged or not an ONNX model: get it again from where it came from.";
    private const string Invalid = "Export the model again, or check it with onnx.checker.";

    [TestMethod]
    public void Files_that_are_not_there_or_not_models_are_refused_by_name()
    {
        using TemporaryFolder folder = new();
        string path = folder / "m.onnx";
        string error = Assert.ThrowsExactly<ModelFormatException>(() => OnnxModel.Load(path)).Message;
        Assert.AreEqual(
            $"Model file '{path}' expects a file that can be read. " +
            $"Received: Could not find file '{path}'. Check that it exists and that you may read it.", error);
        File.WriteAllText(path, "");
        Assert.AreEqual(
            $"Model file '{path}' expects a graph. Received: no bytes at all. {Damaged}",
            Assert.ThrowsExactly<ModelFormatException>(() => OnnxModel.Load(path)).Message);
        File.WriteAllText(path, "version https://git-lfs.github.com/spec/v1");
        Assert.AreEqual(
            $"Model file '{path}' expects fields of a known wire type. Received: wire type 6. {Damaged}",
            Assert.ThrowsExactly<ModelFormatException>(() => OnnxModel.Load(path)).Message);
        Assert.ThrowsExactly<ModelFormatException>(() => OnnxModel.Load(folder.Path));
    }

    [TestMethod]
    public void Truncated_data_are_refused()
    {
        Refused([0x3A, 0xD2, 0x09, 0x01], "The model expects 1,234 more bytes. Received: the end after 1. " + Damaged);
        Refused([0x08], "The model expects more bytes. Received: the end inside a number. " + Damaged);
        Refused([0x08, .. Enumerable.Repeat((byte)0xFF, 12)], 
            "The model expects numbers of at most 10 bytes. Received: a longer one. " + Damaged);
        Refused([0x08, 0x08], "The model expects a graph. Received: other data. " + Damaged);
        Refused([0x00, 0x08],
            "The model expects an ONNX model in protobuf's wire format. " +
            "Received: Protocol message contained an invalid tag (zero). " + Damaged);
    }

    [TestMethod]
    public void Files_of_more_parts_than_any_model_has_are_refused_before_they_take_memory()
    {
        byte[] nodes = [.. Enumerable.Range(0, 500_000).SelectMany(_ => new byte[] { 0x0A, 0x00 })];
        Refused(Graph(nodes), "The model expects at most 500,000 graphs, nodes, attributes and tensors. Received: more. " + Damaged);
        byte[] texts = [.. Enumerable.Range(0, 2_000_000).SelectMany(_ => new byte[] { 0x52, 0x00 })];
        Refused(Graph(texts), "The model expects at most 2,000,000 fields. Received: more. " + Damaged);

        static byte[] Graph(byte[] content)
        {
            using MemoryStream stream = new();
            using (CodedOutputStream output = new(stream, leaveOpen: true))
            {
                output.WriteTag(ModelProto.GraphFieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(UnsafeByteOperations.UnsafeWrap(content));
            }

            return stream.ToArray();
        }
    }

    [TestMethod]
    public void Names_that_mean_nothing_or_two_things_are_refused()
    {
        GraphProto graph = new() { Input = { Info("x", Floats(1)) }, Output = { Info("y", Floats(1)) } };
        Refused(graph,
            $"The model expects an output of the graph to use an input, an initializer or the output of an earlier node. " +
            $"Received: 'y', which is none. {Invalid}");
        graph.Node.Add(new NodeProto { OpType = "Relu", Name = "r", Input = { "z" }, Output = { "y" } });
        Refused(graph,
            $"The model expects Relu 'r' to use an input, an initializer or the output of an earlier node. " +
            $"Received: 'z', which is none. {Invalid}");
        graph.Node[0].Input[0] = "y";
        Refused(graph,
            $"The model expects Relu 'r' to use an input, an initializer or the output of an earlier node. " +
            $"Received: 'y', which is none. {Invalid}");
        graph.Node[0].Input[0] = "x";
        graph.Node.Add(graph.Node[0]);
        Refused(graph, $"The model expects each name to stand for one value. Received: 'y' for two. {Invalid}");
    }

    [TestMethod]
    public void Tensors_whose_sizes_and_data_disagree_are_refused()
    {
        Refused(new TensorProto { DataType = 1, Dims = { 3 }, FloatData = { 1 } },
            $"The model expects tensor 't' of type Float and sizes (3) to have 12 bytes. Received: 4. {Invalid}");
        Refused(new TensorProto { DataType = 1, Dims = { 3 }, RawData = ByteString.CopyFrom(1, 2) },
            $"The model expects tensor 't' of type Float and sizes (3) to have 12 bytes. Received: 2. {Invalid}");
        Refused(new TensorProto { DataType = 8, Dims = { 3 } },
            $"The model expects tensor 't' of type String and sizes (3) to have 3 texts. Received: 0. {Invalid}");
        Refused(new TensorProto { DataType = 1, Dims = { -1 } },
            $"The model expects tensor 't' to have sizes of 0 or more that a computer can hold. Received: (-1). {Invalid}");
        Refused(new TensorProto { DataType = 1, Dims = { 1L << 40, 1L << 40 } },
            $"The model expects tensor 't' to have sizes of 0 or more that a computer can hold. " +
            $"Received: (1099511627776, 1099511627776). {Invalid}");
        Refused(new TensorProto { DataType = 1, Dims = { 1L << 40 } },
            "The model expects tensor 't' to take less than 2 GB. Received: 4,398,046,511,104 bytes. Split the tensor.");
        Refused(new TensorProto { DataType = 99, Dims = { 1 } },
            $"The model expects tensor 't' to be of a type and size that ONNX has. Received: type 99, 1 elements. {Invalid}");
        Refused(new TensorProto { DataType = 1, Dims = { 0 }, Segment = new() },
            "The model expects tensor 't' in one piece. Received: a segment of it. Export the model again with whole tensors.");
    }

    [TestMethod]
    public void Attributes_and_operator_sets_that_say_nothing_are_refused()
    {
        GraphProto graph = new() { Output = { Info("y", Floats(1)) } };
        graph.Node.Add(new NodeProto { OpType = "Odd", Output = { "y" }, Attribute = { new AttributeProto { Name = "a" } } });
        Refused(graph, $"The model expects attribute 'a' to have a value of its type. Received: type 0 without one. {Invalid}");
        graph.Node[0].Attribute[0].Type = AttributeProto.Types.AttributeType.Graph;
        Refused(graph, $"The model expects attribute 'a' to have a value of its type. Received: type 5 without one. {Invalid}");
        graph.Node[0].Attribute[0] = new() { Name = "a", Type = AttributeProto.Types.AttributeType.TypeProto, Tp = new() };
        Refused(graph, $"The model expects attribute 'a' to hold a type. Received: a type that says nothing. {Invalid}");
        ModelProto versions = new() { Graph = new(), OpsetImport = { new OperatorSetIdProto { Domain = "d", Version = -1 } } };
        Refused(versions.ToByteArray(), $"The model expects versions of operator sets from 1. Received: -1 for 'd'. {Damaged}");
    }

    private static void Refused(TensorProto tensor, string expected)
    {
        tensor.Name = "t";
        Refused(new GraphProto { Initializer = { tensor }, Output = { new ValueInfoProto { Name = "t" } } }, expected);
    }

    private static void Refused(GraphProto graph, string expected) => Refused(ModelReaderTests.Model(graph), expected);

    private static void Refused(byte[] file, string expected) =>
        Assert.AreEqual(expected, Assert.ThrowsExactly<ModelFormatException>(() => OnnxModel.Load(file)).Message);
}
