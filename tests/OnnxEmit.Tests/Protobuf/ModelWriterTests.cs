using System.Buffers;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit.Protobuf;
using Testing;

namespace OnnxEmit.Tests.Protobuf;

[TestClass]
public class ModelWriterTests
{
    private static readonly Value X = Value.Input(ElementType.Float, ["batch", 3], "x");

    [TestMethod]
    [DataRow(18, 8)]
    [DataRow(20, 9)]
    [DataRow(21, 10)]
    [DataRow(23, 11)]
    public void Each_opset_comes_with_its_file_format_and_runs(int opset, int ir)
    {
        byte[] file = new OnnxModel(new([X], [Op.Relu(X)])) { Opset = opset }.ToBytes();
        ModelProto proto = ModelProto.Parser.ParseFrom(file);
        Assert.AreEqual(ir, proto.IrVersion);
        Assert.AreEqual(opset, proto.OpsetImport.Single().Version);
        using GraphSession session = new(file);
        Assert.AreEqual(3f, session.Run(
            new Dictionary<string, TensorData> { ["x"] = TensorData.Create<float>([1, 3], -1, 0, 3) })[0].AsSpan<float>()[2]);
    }

    [TestMethod]
    public void What_is_said_about_a_model_is_written()
    {
        OnnxModel model = new(new([X], [Op.Relu(X)]))
        {
            ProducerName = "p",
            ProducerVersion = "1",
            Domain = "d",
            ModelVersion = 3,
            DocString = "doc",
            Metadata = new Dictionary<string, string> { ["b"] = "1", ["a"] = "2" },
        };
        OnnxModel again = OnnxModel.Load(model.ToBytes());
        Assert.AreEqual(("p", "1", "d", 3L, "doc"),
            (again.ProducerName, again.ProducerVersion, again.Domain, again.ModelVersion, again.DocString));
        Assert.AreEqual("b=1 a=2", string.Join(' ', again.Metadata.Select(note => $"{note.Key}={note.Value}")));
        Assert.AreEqual(OnnxModel.DefaultOpset, again.Opset);
    }

    [TestMethod]
    public void Every_output_states_its_shape()
    {
        Value unknown = Value.Input(ElementType.Float, [Dim.Unknown(), 2 * (Dim)"batch"], "u");
        GraphProto graph = ModelProto.Parser.ParseFrom(
            new OnnxModel(new([X, unknown], [Op.Neg(Op.Relu(X)), Op.Relu(unknown)])).ToBytes()).Graph;
        string[] shapes = [.. graph.ValueInfo.Concat(graph.Output).Select(info =>
            string.Join(',', info.Type.TensorType.Shape.Dim.Select(d => $"{d.ValueCase}:{d.DimParam}{d.DimValue}")))];
        CollectionAssert.AreEqual(new[] { "DimParam:batch0,DimValue:3", "DimParam:batch0,DimValue:3", "None:0,DimParam:2·batch0" }, shapes);
    }

    [TestMethod]
    public void Operator_sets_are_written_in_the_order_of_their_names()
    {
        OnnxModel model = new(new([X], [Op.Relu(X)])) { Opsets = new Dictionary<string, int> { ["z"] = 1, [""] = 18, ["a"] = 2 } };
        CollectionAssert.AreEqual(
            new[] { "", "a", "z" }, ModelProto.Parser.ParseFrom(model.ToBytes()).OpsetImport.Select(set => set.Domain).ToArray());
    }

    [TestMethod]
    public void Operator_sets_that_are_missing_are_imported()
    {
        GenericOperator op = new("FusedMatMul", "com.microsoft", 1, [X, X], [null], []);
        Assert.AreEqual(1, OnnxModel.Load(new OnnxModel(new([X], [op.Output])).ToBytes()).Opsets["com.microsoft"]);
    }

    [TestMethod]
    public void An_operator_newer_than_the_operator_set_is_refused()
    {
        OnnxEmit.Operators.Cast cast = new(X, ElementType.Float8E4M3FN, saturate: false) { Name = "quantize" };
        Assert.AreEqual(
            "Cast 'quantize' expects version 19 or later of operator set ai.onnx. Received: version 18. " +
            "Write the model for version 19, or replace the operator by its form for the older version.",
            Assert.ThrowsExactly<OperatorException>(() => new OnnxModel(new([X], [cast.Output])).ToBytes()).Message);
        Assert.IsGreaterThan(0, new OnnxModel(new([X], [cast.Output])) { Opset = 19 }.ToBytes().Length);
    }

    [TestMethod]
    public void A_value_that_an_attribute_cannot_have_is_refused()
    {
        GenericOperator op = new("Odd", "d", 1, [X], [null], [new("a", 1.5)]);
        Assert.AreEqual(
            "Attribute 'a' expects long, float, string, TensorData, SparseTensorData, Graph, OnnxType, an array of these or " +
            "AttributeReference. " +
            "Received: Double. Convert the value first.",
            Assert.ThrowsExactly<ModelFormatException>(() => new OnnxModel(new([X], [op.Output])).ToBytes()).Message);
    }

    [TestMethod]
    public void Two_gigabytes_in_one_place_are_refused()
    {
        using Nothing memory = new(1 << 30);
        Value[] large = [.. Enumerable.Range(0, 3).Select(_ =>
            Value.Constant(new TensorData(ElementType.UInt8, [1 << 30], memory.Memory)))];
        OnnxModel model = new(new([], large, name: "big"));
        Assert.AreEqual(
            "Model 'big' expects less than 2 GB where all of it goes to one place. Received: 3,221,225,472 bytes of tensors. " +
            "Save it to a path: its tensors then go to a file beside it.",
            Assert.ThrowsExactly<ModelFormatException>(model.ToBytes).Message);
    }

    // Has a length but no bytes: nobody may look at them before the length is judged.
    private sealed class Nothing(int length) : MemoryManager<byte>
    {
        public override Memory<byte> Memory => CreateMemory(length);

        public override Span<byte> GetSpan() => throw new InvalidOperationException("read");

        public override MemoryHandle Pin(int elementIndex = 0) => throw new InvalidOperationException("read");

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
