using Google.Protobuf;
using OnnxEmit;
using OnnxEmit.Protobuf;
using Kind = OnnxEmit.Protobuf.AttributeProto.Types.AttributeType;

namespace Fuzz;

/// <summary>A file that says everything that the format can say, made without the writer under test.</summary>
internal static class EverythingModel
{
    public static ModelProto Create()
    {
        ModelProto model = new()
        {
            IrVersion = 13,
            ProducerName = "tests",
            ProducerVersion = "1.2",
            Domain = "org.example",
            ModelVersion = 7,
            DocString = "all of it",
            Graph = MainGraph(),
        };
        model.OpsetImport.Add([new() { Domain = "", Version = 25 }, new() { Domain = "org.example", Version = 3 }]);
        model.MetadataProps.Add([Note("license", "MIT"), Note("author", "us")]);
        model.Functions.Add([Function(""), Function("other")]);
        model.TrainingInfo.Add(Training());
        model.Configuration.Add(new DeviceConfigurationProto { Name = "two", NumDevices = 2, Device = { "cuda:0", "cuda:1" } });
        return model;
    }

    public static StringStringEntryProto Note(string key, string value) => new() { Key = key, Value = value };

    public static ValueInfoProto Info(string name, TypeProto type) => new() { Name = name, Type = type };

    public static TypeProto Floats(params object[] dims)
    {
        TypeProto type = new() { TensorType = new() { ElemType = 1, Shape = new() } };
        type.TensorType.Shape.Dim.Add(dims.Select(dim => dim switch
        {
            int and < 0 or "?" => dim is int odd ? new TensorShapeProto.Types.Dimension { DimValue = odd } : new() { DimParam = "?" },
            int size => new TensorShapeProto.Types.Dimension { DimValue = size },
            string { Length: > 0 } name => new() { DimParam = name },
            _ => new(),
        }));
        return type;
    }

    public static TensorProto Tensor(string name, params float[] items) =>
        new() { Name = name, DataType = 1, Dims = { items.Length }, FloatData = { items } };

    private static GraphProto MainGraph()
    {
        ValueInfoProto image = Info("image", Floats("batch", "", 4));
        image.DocString = "pixels";
        image.Type.Denotation = "IMAGE";
        image.Type.TensorType.Shape.Dim[0].Denotation = "DATA_BATCH";
        image.MetadataProps.Add(Note("unit", "1/255"));
        TypeProto map = new() { MapType = new() { KeyType = 7, ValueType = Floats(2, -1, "?", "b·a") } };
        TypeProto list = new() { OptionalType = new() { ElemType = new() { SequenceType = new() { ElemType = map } } } };
        TypeProto sparse = new() { SparseTensorType =
            new() { ElemType = 1, Shape = new() { Dim = { new TensorShapeProto.Types.Dimension { DimValue = 9 } } } } };
        TypeProto opaque = new() { OpaqueType = new() { Domain = "org.example", Name = "handle" } };
        GraphProto graph = new()
        {
            Name = "main",
            DocString = "a graph",
            Input = { image, Info("maps", list), Info("sparse", sparse), Info("handle", opaque), Info("scale", Floats(4)) },
            Output = { Info("y", Floats("batch", 4)), Info("many", list), new ValueInfoProto { Name = "nothing_known" } },
            Initializer = { Tensor("scale", 1, 2, 3, 4), Weight(), Texts() },
            MetadataProps = { Note("graph", "note") },
        };
        graph.SparseInitializer.Add(Sparse("thin"));
        graph.Initializer.Add(
            [Bits("int4", ElementType.Int4, 3, 0x21, 0x03), Bits("e4m3", ElementType.Float8E4M3FN, 2, 0x38, 0x40),
                Tensor("y_scale", 0.5f)]);
        graph.Node.Add([
            Everything(),
            new() { OpType = "Relu", Input = { "image" }, Output = { "relu" }, Name = "act" },
            new() { OpType = "Anything", Domain = "org.example", Overload = "other", Input = { "relu", "", "scale" },
                Output = { "", "y" } },
            new() { OpType = "Anything", Domain = "org.example", Input = { "W", "names", "thin", "int4", "e4m3", "c" },
                Output = { "many", "nothing_known" } },
        ]);
        graph.ValueInfo.Add(Info("relu", Floats("batch", "time", 4)));
        graph.QuantizationAnnotation.Add(new TensorAnnotation
        {
            TensorName = "y",
            QuantParameterTensorNames = { Note("SCALE_TENSOR", "y_scale") },
        });
        return graph;
    }

    private static NodeProto Everything()
    {
        GraphProto inner = new() { Name = "inner", Input = { Info("i", Floats(1)) }, Output = { new ValueInfoProto { Name = "o" } } };
        inner.Node.Add(new NodeProto { OpType = "Add", Input = { "i", "image" }, Output = { "o" } });
        NodeProto node = new() { OpType = "Odd", Domain = "org.example", Name = "odd", DocString = "odd",
            Input = { "maps", "sparse", "handle" }, Output = { "c" } };
        node.MetadataProps.Add(Note("node", "note"));
        node.DeviceConfigurations.Add(new NodeDeviceConfigurationProto
        {
            ConfigurationId = "two",
            PipelineStage = 1,
            ShardingSpec = { new ShardingSpecProto { TensorName = "c", Device = { 0, 1 },
                ShardedDim = { new ShardedDimProto { Axis = 1 } } } },
        });
        node.Attribute.Add([
            new() { Name = "i", Type = Kind.Int, I = -1, DocString = "a number" },
            new() { Name = "f", Type = Kind.Float, F = 0.1f },
            new() { Name = "s", Type = Kind.String, S = ByteString.CopyFromUtf8("größer") },
            new() { Name = "bytes", Type = Kind.String, S = ByteString.CopyFrom(0xFF, 0x00, 0xC0) },
            new() { Name = "t", Type = Kind.Tensor, T = Tensor("", 1, 2) },
            new() { Name = "g", Type = Kind.Graph, G = inner },
            new() { Name = "st", Type = Kind.SparseTensor, SparseTensor = Sparse("") },
            new() { Name = "tp", Type = Kind.TypeProto, Tp = Floats(1, "n") },
            new() { Name = "is", Type = Kind.Ints, Ints = { 1, 2 } },
            new() { Name = "none", Type = Kind.Ints },
            new() { Name = "fs", Type = Kind.Floats, Floats = { float.NaN, 2 } },
            new() { Name = "ss", Type = Kind.Strings, Strings = { ByteString.CopyFromUtf8("a"), ByteString.Empty } },
            new() { Name = "bs", Type = Kind.Strings, Strings = { ByteString.CopyFromUtf8("a"), ByteString.CopyFrom(0xFF) } },
            new() { Name = "ts", Type = Kind.Tensors, Tensors = { Tensor("", 1), Tensor("", 2) } },
            new() { Name = "gs", Type = Kind.Graphs, Graphs = { inner, inner } },
            new() { Name = "sts", Type = Kind.SparseTensors, SparseTensors = { Sparse(""), Sparse("") } },
            new() { Name = "tps", Type = Kind.TypeProtos, TypeProtos = { Floats(1), Floats("", 2) } },
        ]);
        return node;
    }

    private static FunctionProto Function(string overload)
    {
        AttributeProto reference = new() { Name = "alpha", Type = Kind.Float, RefAttrName = "slope" };
        FunctionProto function = new()
        {
            Name = "Anything",
            Domain = "org.example",
            DocString = "a function",
            Input = { "a", "b" },
            Output = { "first", "second" },
            Attribute = { "needed" },
            AttributeProto = { new AttributeProto { Name = "slope", Type = Kind.Float, F = 0.25f } },
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 18 } },
            MetadataProps = { Note("function", "note") },
        };
        if (overload.Length > 0)
            function.Overload = overload;
        function.Node.Add([
            new() { OpType = "LeakyRelu", Input = { "a" }, Output = { "first" }, Attribute = { reference } },
            new() { OpType = "Relu", Input = { "first" }, Output = { "second" } },
        ]);
        return function;
    }

    private static TrainingInfoProto Training()
    {
        GraphProto start = new() { Name = "start", Output = { Info("w0", Floats(2)) }, Initializer = { Tensor("zero", 0, 0) } };
        start.Node.Add(new NodeProto { OpType = "Neg", Input = { "zero" }, Output = { "w0" } });
        GraphProto step = new() { Name = "step", Output = { Info("w1", Floats(2)) } };
        step.Node.Add(new NodeProto { OpType = "Add", Input = { "W", "W" }, Output = { "w1" } });
        return new()
        {
            Initialization = start,
            Algorithm = step,
            InitializationBinding = { Note("W", "w0") },
            UpdateBinding = { Note("W", "w1") },
        };
    }

    private static TensorProto Weight() => new()
    {
        Name = "W",
        DataType = 1,
        Dims = { 2 },
        DocString = "a weight",
        RawData = ByteString.CopyFrom(0, 0, 128, 63, 0, 0, 0, 64),
        MetadataProps = { Note("tensor", "note") },
    };

    private static TensorProto Texts() => new()
    {
        Name = "names",
        DataType = 8,
        Dims = { 3 },
        StringData = { ByteString.CopyFromUtf8("ä"), ByteString.Empty, ByteString.CopyFrom(0xFF) },
    };

    private static TensorProto Bits(string name, ElementType type, int count, params byte[] bytes) =>
        new() { Name = name, DataType = (int)type, Dims = { count }, Int32Data = { bytes.Select(b => (int)b) } };

    private static SparseTensorProto Sparse(string name) =>
        new() { Values = Tensor(name, 5, 6), Indices = new() { DataType = 7, Dims = { 2 }, Int64Data = { 1, 8 } }, Dims = { 9 } };
}
