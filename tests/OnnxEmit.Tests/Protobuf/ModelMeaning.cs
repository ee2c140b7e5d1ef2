using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using OnnxEmit.Protobuf;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>
/// What a model's messages mean, as lines of text: equal for equal models, whatever the order and names of nodes and inner values, dead
/// nodes, default attributes, or the field that holds a tensor's elements. Written against protobuf's messages alone, so that it does
/// not share the reader's errors.
/// </summary>
internal sealed partial class ModelMeaning
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> types = new(StringComparer.Ordinal);
    private readonly ModelProto model;
    private Dictionary<string, int> opsets = [];

    private ModelMeaning(ModelProto model) => this.model = model;

    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Of(ModelProto model) => new ModelMeaning(model).Lines();

    private List<string> Lines()
    {
        opsets = Versions(model.OpsetImport);
        List<string> lines =
        [
            $"model {model.IrVersion} {model.ProducerName} {model.ProducerVersion} {model.Domain} {model.ModelVersion} {model.DocString}",
            $"opsets {string.Join(' ', opsets.OrderBy(o => o.Key, StringComparer.Ordinal))}",
            $"metadata {Notes(model.MetadataProps)}",
            $"configuration {string.Join(' ', model.Configuration)}",
        ];
        Dictionary<string, string> scope = new(StringComparer.Ordinal);
        lines.Add(Graph(model.Graph, scope, "model"));
        foreach (TrainingInfoProto training in model.TrainingInfo)
        {
            string start = training.Initialization is { } g ? Graph(g, [], "training") : "";
            string step = training.Algorithm is { } a ? Graph(a, new(scope), "training") : "";
            lines.Add($"initialization {start} {Notes(training.InitializationBinding)} algorithm {step} {Notes(training.UpdateBinding)}");
        }

        lines.AddRange(model.Functions.Select(Function));
        HashSet<string> seen = [];
        for (int i = 0; i < lines.Count; i++)          // grows: what is referred to follows, what no output reaches does not
            lines.AddRange(Reference().Matches(lines[i]).Select(match => match.Value).Where(seen.Add)
                .Select(hash => $"{hash} = {texts[hash]}"));
        return [.. lines, .. seen.SelectMany(hash => types.GetValueOrDefault(hash, []))];
    }

    private string Graph(GraphProto graph, Dictionary<string, string> scope, string path)
    {
        for (int i = 0; i < graph.Input.Count; i++)
            scope[graph.Input[i].Name] = $"{path}/in{i}";
        List<string> defaults = [];
        HashSet<string> inputs = [.. graph.Input.Select(input => input.Name)];
        foreach (TensorProto tensor in graph.Initializer)
        {
            if (inputs.Contains(tensor.Name))
                defaults.Add($"{tensor.Name}={Tensor(tensor)}");
            else
                scope[tensor.Name] = Number($"{Tensor(tensor)} {tensor.DocString} {Notes(tensor.MetadataProps)}");
        }

        foreach (SparseTensorProto sparse in graph.SparseInitializer)
            scope[sparse.Values.Name] = Number(Sparse(sparse));
        Nodes(graph.Node, scope, path);
        bool named = path == "model";
        string number = Number(
            $"graph '{graph.Name}' '{graph.DocString}' {Notes(graph.MetadataProps)} " +
            $"inputs [{string.Join("; ", graph.Input.Select(i => Info(i, named)))}] " +
            $"outputs [{string.Join("; ", graph.Output.Select(o => Output(o, named, scope)))}] defaults [{string.Join("; ", defaults)}] " +
            $"quantization [{string.Join("; ", graph.QuantizationAnnotation.Select(q => Quantization(q, scope)))}]");
        foreach (ValueInfoProto info in graph.ValueInfo.Concat(graph.Output).Where(info => Says(info, scope)))
        {
            string owner = scope[info.Name].Split('.')[0];
            (types.TryGetValue(owner, out List<string>? known) ? known : types[owner] = []).Add($"{Stated}{scope[info.Name]}: {info.Type}");
        }

        return number;
    }

    private void Nodes(IEnumerable<NodeProto> nodes, Dictionary<string, string> scope, string path)
    {
        foreach (NodeProto node in nodes)
        {
            int version = opsets.GetValueOrDefault(Domain(node.Domain), 1);
            IEnumerable<string> attributes = node.Attribute.Where(a => !SchemaDefaults.IsDefault(node, a, version))
                .OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => Attribute(a, scope, $"{path}/{node.OpType}"));
            List<string> inputs = [.. node.Input.Select(name => name.Length == 0 ? "" : scope[name])];
            while (inputs.Count > 0 && inputs[^1].Length == 0)
                inputs.RemoveAt(inputs.Count - 1);
            string number = Number(
                $"{Domain(node.Domain)}.{node.OpType}:{node.Overload}({string.Join(", ", inputs)}) [{string.Join("; ", attributes)}] " +
                $"outputs {node.Output.Count} " +
                $"'{node.DocString}' {Notes(node.MetadataProps)} {string.Join(' ', node.DeviceConfigurations)}");
            for (int i = 0; i < node.Output.Count; i++)
                scope[node.Output[i]] = $"{number}.{i}";
        }
    }

    private string Function(FunctionProto function)
    {
        Dictionary<string, int> outside = opsets;
        opsets = Versions(function.OpsetImport);
        Dictionary<string, string> scope = new(StringComparer.Ordinal);
        for (int i = 0; i < function.Input.Count; i++)
            scope[function.Input[i]] = $"in{i}";
        Nodes(function.Node, scope, "function");
        string text =
            $"function {function.Domain}.{function.Name}:{function.Overload} '{function.DocString}' {Notes(function.MetadataProps)} " +
            $"inputs [{string.Join("; ", function.Input)}] " +
            $"outputs [{string.Join("; ", function.Output.Select(o => $"{o} = {scope[o]}"))}] " +
            $"attributes [{string.Join("; ", function.Attribute)}] " +
            $"[{string.Join("; ", function.AttributeProto.Select(a => Attribute(a, scope, "function")))}] " +
            $"opsets {string.Join(' ', opsets)}";
        opsets = outside;
        return text;
    }

    private string Attribute(AttributeProto attribute, Dictionary<string, string> scope, string path)
    {
        AttributeProto rest = attribute.Clone();
        (rest.T, rest.G, rest.SparseTensor) = (null, null, null);
        rest.Tensors.Clear();
        rest.Graphs.Clear();
        rest.SparseTensors.Clear();
        IEnumerable<TensorProto> tensors = attribute.T is { } t ? [t] : attribute.Tensors;
        IEnumerable<SparseTensorProto> sparse = attribute.SparseTensor is { } s ? [s] : attribute.SparseTensors;
        IEnumerable<GraphProto> graphs = attribute.G is { } g ? [g] : attribute.Graphs;
        return string.Join(' ', [
            rest.ToString(), .. tensors.Select(Tensor), .. sparse.Select(Sparse),
            .. graphs.Select(graph => Graph(graph, new(scope), $"{path}/{attribute.Name}"))]);
    }

    /// <summary>How lines begin that state a type: more of them mean the same.</summary>
    public const string Stated = "type of ";

    // That an initializer has the type of its data goes without saying.
    private static bool Says(ValueInfoProto info, Dictionary<string, string> scope) =>
        info.Type is { ValueCase: not TypeProto.ValueOneofCase.None } && scope.TryGetValue(info.Name, out string? value) &&
            value.Contains('.', StringComparison.Ordinal);

    private static string Info(ValueInfoProto info, bool named) =>
        $"{(named ? info.Name : "")} {info.Type} '{info.DocString}' {Notes(info.MetadataProps)}";

    private static string Output(ValueInfoProto info, bool named, Dictionary<string, string> scope) =>
        $"{(named ? info.Name : "")} '{info.DocString}' {Notes(info.MetadataProps)} = {scope[info.Name]}";

    private static string Quantization(TensorAnnotation note, Dictionary<string, string> scope) =>
        $"{scope[note.TensorName]} {string.Join(' ', note.QuantParameterTensorNames.Select(p => $"{p.Key}={scope[p.Value]}"))}";

    private static string Sparse(SparseTensorProto sparse) =>
        $"sparse [{string.Join(", ", sparse.Dims)}] {Tensor(sparse.Values)} {Tensor(sparse.Indices)}";

    private static string Tensor(TensorProto tensor) =>
        $"tensor {tensor.DataType} [{string.Join(", ", tensor.Dims)}] " +
        (tensor.DataType == (int)ElementType.String ? string.Join(' ', tensor.StringData.Select(s => s.ToBase64()))
            : Convert.ToHexString(tensor.HasRawData ? tensor.RawData.ToByteArray() : Packed(tensor)));

    private static byte[] Packed(TensorProto tensor) => [
        .. tensor.FloatData.SelectMany(BitConverter.GetBytes),
        .. tensor.DoubleData.SelectMany(BitConverter.GetBytes),
        .. tensor.Int64Data.SelectMany(BitConverter.GetBytes),
        .. tensor.Uint64Data.SelectMany(item => BitConverter.GetBytes(item)[..(tensor.DataType == (int)ElementType.UInt32 ? 4 : 8)]),
        .. tensor.Int32Data.SelectMany(item =>
            BitConverter.GetBytes(item)[..Math.Max(1, Math.Min(4, ((ElementType)tensor.DataType).BitSize / 8))]),
    ];

    private static string Notes(IEnumerable<StringStringEntryProto> notes) =>
        $"{{{string.Join("; ", notes.Select(note => $"{note.Key}={note.Value}"))}}}";

    private static Dictionary<string, int> Versions(IEnumerable<OperatorSetIdProto> imports) =>
        imports.ToDictionary(import => Domain(import.Domain), import => (int)import.Version);

    private static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;

    // Equal texts have equal numbers in both models.
    private string Number(string text)
    {
        string hash = $"#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8))}";
        texts[hash] = text;
        return hash;
    }

    [GeneratedRegex("#[0-9a-f]{16}")]
    private static partial Regex Reference();
}
