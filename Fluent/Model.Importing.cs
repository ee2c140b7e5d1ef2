using OnnxEmit;

namespace Fluent;

public partial class Model
{
    /// <summary>
    /// A model from an ONNX file of other people, to be trained further, extended and exported: one <see cref="OnnxLayer"/> between its
    /// inputs and outputs.
    /// </summary>
    /// <param name="path">The file; external data may stand in its folder or below.</param>
    /// <param name="frozen">Names of initializers that are not trained; none when omitted.</param>
    /// <param name="trainNormalization">Whether BatchNormalization works by the batch's statistics in training.</param>
    /// <param name="name">The model's name; made up when omitted.</param>
    /// <exception cref="FluentException">The file cannot be read, or has inputs or outputs that are no tensors with a batch.</exception>
    public static Model FromOnnx(string path, string[]? frozen = null, bool trainNormalization = false, string? name = null)
    {
        Model? model = null;
        Saving.Files.Guard("Model.FromOnnx", path, ".onnx",
            () => model = FromOnnx(OnnxModel.Load(path), frozen, trainNormalization, name));
        return model!;
    }

    /// <summary>A model from the bytes of an ONNX file, which must not change while it is in use.</summary>
    /// <inheritdoc cref="FromOnnx(string, string[], bool, string)"/>
    /// <param name="bytes">The file.</param>
    /// <param name="frozen">Names of initializers that are not trained; none when omitted.</param>
    /// <param name="trainNormalization">Whether BatchNormalization works by the batch's statistics in training.</param>
    /// <param name="name">The model's name; made up when omitted.</param>
    public static Model FromOnnx(
        ReadOnlyMemory<byte> bytes, string[]? frozen = null, bool trainNormalization = false, string? name = null) =>
        FromOnnx(Read(() => OnnxModel.Load(bytes)), frozen, trainNormalization, name);

    /// <summary>A model from a stream of the bytes of an ONNX file, read to its end.</summary>
    /// <inheritdoc cref="FromOnnx(string, string[], bool, string)"/>
    /// <param name="stream">The file.</param>
    /// <param name="frozen">Names of initializers that are not trained; none when omitted.</param>
    /// <param name="trainNormalization">Whether BatchNormalization works by the batch's statistics in training.</param>
    /// <param name="name">The model's name; made up when omitted.</param>
    public static Model FromOnnx(Stream stream, string[]? frozen = null, bool trainNormalization = false, string? name = null) =>
        FromOnnx(Read(() => OnnxModel.Load(stream)), frozen, trainNormalization, name);

    /// <summary>A model from one that <see cref="OnnxModel"/> read, cut or changed.</summary>
    /// <inheritdoc cref="FromOnnx(string, string[], bool, string)"/>
    /// <param name="model">The model.</param>
    /// <param name="frozen">Names of initializers that are not trained; none when omitted.</param>
    /// <param name="trainNormalization">Whether BatchNormalization works by the batch's statistics in training.</param>
    /// <param name="name">The model's name; made up when omitted.</param>
    public static Model FromOnnx(OnnxModel model, string[]? frozen = null, bool trainNormalization = false, string? name = null)
    {
        OnnxLayer layer = new(model, frozen, trainNormalization);
        Tensor[] given = [.. layer.Network.Inputs.Select(ToInput)];
        IReadOnlyList<Tensor> results = given.Length == 1 ? layer.CallMany(given[0]) : layer.CallMany(given);
        return new(
            given.Length == 1 ? given[0] : TensorStructure.Create(given),
            results.Count == 1 ? results[0] : TensorStructure.Create([.. results]), name);
    }

    /// <summary>
    /// The model up to one of its layers, which it shares, or up to a tensor inside one of its <see cref="OnnxLayer"/>s, which is cut: it
    /// gets a copy of its numbers. Inputs that nothing needs any more are dropped.
    /// </summary>
    /// <param name="name">A layer's name, or that of a tensor in the ONNX file.</param>
    /// <returns>Another model; this one stays as it is.</returns>
    /// <exception cref="FluentException">There is no such layer or tensor, or it does not follow from an input.</exception>
    public Model Until(string name)
    {
        if (Graph.Nodes.LastOrDefault(n => n.Operation.Name == name) is { } whole)
            return Between(whole.Outputs.Length == 1 ? whole.Outputs[0] : TensorStructure.Create(whole.Outputs.AsSpan()));
        foreach (Node node in Graph.Nodes)
        {
            if (node.Operation is OnnxLayer imported && imported.TensorNames.Contains(name))
            {
                OnnxLayer cut = imported.Until(name);
                Tensor[] given = [.. cut.Network.Inputs.Select(input => node.Inputs[IndexOf(imported, input)])];
                return Between(given.Length == 1 ? cut.Call(given[0]) : cut.Call(given));
            }
        }

        string[] known = [.. Operations.Select(op => op.Name), .. Operations.OfType<OnnxLayer>().SelectMany(layer => layer.TensorNames)];
        string error = new FluentException(Label, "the name of one of its layers or of a tensor of its ONNX layers", $"'{name}'").Message;
        throw new FluentException($"{error} {NearestNames.Advice(name, known)}");
    }

    private static int IndexOf(OnnxLayer layer, Value input) => layer.Network.Inputs.IndexOf(input);

    private Model Between(TensorStructure ends)
    {
        HashSet<Node> seen = [];
        Stack<Node> open = new(ends.Select(end => end.Node));
        while (open.TryPop(out Node? node))
        {
            if (seen.Add(node))
                Array.ForEach([.. node.Inputs], input => open.Push(input.Node));
        }

        Tensor[] needed = [.. Inputs.Where(input => seen.Contains(input.Node))];
        return new(Inputs.IsSingle || needed.Length == 1 ? needed[0] : TensorStructure.Create(needed), ends);
    }

    private static OnnxModel Read(Func<OnnxModel> read)
    {
        try
        {
            return read();
        }
        catch (ModelFormatException e)
        {
            throw new FluentException(e.Message, e);
        }
    }

    private static Input ToInput(Value input)
    {
        if (input.Type is not TensorType { Shape: { Rank: > 0 } shape, ElementType: not ElementType.String and var type })
        {
            string received = input.Type?.ToString() ?? "one of unknown type";
            throw new FluentException($"Input '{input.Name}'",
                "a tensor of numbers, the batch as its first axis; others are given data with OnnxModel.Bind before", received);
        }

        return new(shape[1..], input.Name, type, (int?)shape[0].Size);
    }
}
