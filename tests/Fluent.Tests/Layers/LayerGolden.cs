using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fluent.Lowering;
using Fluent.Saving;
using OnnxEmit;
using Testing;

namespace Fluent.Tests;

/// <summary>One layer configuration with what Keras computed: forward, gradients, training, shapes and configuration.</summary>
internal sealed class LayerGolden(Golden golden)
{
    private const double Forward = 1e-5, ForwardRelative = 1e-4, Backward = 1e-4, BackwardRelative = 1e-3;

    private JsonObject Serialized => golden.Case["layer"]!.AsObject();

    private string[] WeightPaths => [.. golden.Case["weights"]!.AsArray().Select(path => (string)path!)];

    private int OutputCount => (int)golden.Case["outputs"]!;

    public IEnumerable<string> Differences() =>
        [.. Configuration(), .. Inference(openBatch: false), .. Inference(openBatch: true), .. Gradients("", training: false),
            .. Training()];

    // What is written is read as the same, and says nothing but what Keras says.
    private IEnumerable<string> Configuration()
    {
        JsonObject written = LayerConfig.Serialize(LayerConfig.Deserialize(Serialized));
        JsonObject again = LayerConfig.Serialize(LayerConfig.Deserialize(JsonNode.Parse(written.ToJsonString())!.AsObject()));
        if (!JsonNode.DeepEquals(written, again))
            yield return $"configuration {written.ToJsonString()}, read and written again {again.ToJsonString()}";
        foreach (string difference in ConfigComparison.Differences("config", written["config"], Serialized["config"]))
            yield return difference;
        foreach (string key in new[] { "module", "class_name" }.Where(key => !JsonNode.DeepEquals(written[key], Serialized[key])))
            yield return $"{key} {written[key]}, expected {Serialized[key]}";
    }

    private IEnumerable<string> Inference(bool openBatch)
    {
        Called called = Call(openBatch);
        LoweringContext context = LoweringContext.ForInference();
        Value[] outputs = Lower(called, context);
        Graph graph = PassPipeline.Inference(new Graph(called.Feeds.Keys, outputs));
        TensorData[] actual = OnnxRunner.Run(graph, called.Feeds.ToDictionary(f => f.Key.Name!, f => f.Value));
        for (int i = 0; i < OutputCount; i++)
        {
            string what = $"out.{i}{(openBatch ? " of an open batch" : "")}";
            if (Close.Difference(what, actual[i], golden.Tensors[$"out.{i}"], Forward, ForwardRelative) is { } difference)
                yield return difference;
            Shape said = called.Outputs[i].Shape;
            bool fits = said.Rank == actual[i].Dims.Length && said.Zip(actual[i].Dims)
                .All(d => d.First.Size == d.Second || (openBatch && !d.First.IsKnown));
            if (!fits || (openBatch && said.Skip(1).Any(d => !d.IsKnown && !d.ToString().Contains("batch", StringComparison.Ordinal))))
                yield return $"{what}: the call says {said}, it is ({string.Join(", ", actual[i].Dims)})";
        }
    }

    private IEnumerable<string> Training() =>
        golden.Tensors.Keys.Any(name => name.StartsWith("train.", StringComparison.Ordinal)) ? Gradients("train.", training: true) : [];

    // Gradients of Σ out·cot; in training the outputs and the weights afterwards as well.
    private IEnumerable<string> Gradients(string prefix, bool training)
    {
        Called called = Call(openBatch: false);
        LoweringContext context = LoweringContext.ForSteps(training);
        Value[] outputs = Lower(called, context);
        Dictionary<string, TensorData> feeds = called.Feeds.ToDictionary(f => f.Key.Name!, f => f.Value);
        List<(string Name, Value Value, double Absolute, double Relative)> wanted = [];
        for (int i = 0; training && i < outputs.Length; i++)
            wanted.Add(($"train.out.{i}", outputs[i], Forward, ForwardRelative));

        string[] paths = WeightPaths;
        IReadOnlyList<Weight> weights = called.Layer.Weights;
        Value?[] cots = [.. Enumerable.Range(0, OutputCount)
            .Select(i => golden.Tensors.TryGetValue($"cot.{i}", out TensorData? cot) ? Value.Constant(cot) : null)];
        if (cots.Any(cot => cot is not null))
        {
            Dictionary<string, Value> wrt = [];
            for (int i = 0; i < paths.Length; i++)
                wrt[$"{prefix}grad.w.{paths[i]}"] = context.ValueOf(weights[i]);
            foreach (Value input in called.Feeds.Keys)
                wrt[$"{prefix}grad.{input.Name}"] = input;
            string[] names = [.. wrt.Keys.Where(golden.Tensors.ContainsKey)];
            ImmutableArray<Value?> gradients = Differentiate.Gradient(outputs, [.. names.Select(name => wrt[name])], cots);
            wanted.AddRange(names.Select((name, i) => (name, gradients[i] ?? wrt[name].ZerosLike(), Backward, BackwardRelative)));
        }

        for (int i = 0; training && i < paths.Length; i++)
            wanted.Add(($"train.w.{paths[i]}", context.Updates.GetValueOrDefault(weights[i]) ?? context.ValueOf(weights[i]), Forward,
                ForwardRelative));
        if (wanted.Count == 0)
            yield break;
        foreach ((Weight weight, Value value) in context.Weights)
            feeds[value.Name!] = weight.ToTensorData();
        Graph graph = PassPipeline.AfterDifferentiation(CancelTransposes.Apply(
            new Graph([.. called.Feeds.Keys, .. context.Weights.Values], wanted.Select(w => Op.Identity(w.Value)))));
        TensorData[] actual = OnnxRunner.Run(graph, feeds);
        for (int i = 0; i < wanted.Count; i++)
        {
            if (Close.Difference(wanted[i].Name, actual[i], golden.Tensors[wanted[i].Name], wanted[i].Absolute,
                wanted[i].Relative) is { } difference)
                yield return difference;
        }
    }

    private static Value[] Lower(Called called, LoweringContext context)
    {
        Dictionary<Tensor, MaskedValue> values = called.Inputs.Zip(called.Feeds.Keys)
            .ToDictionary(pair => pair.First, pair => new MaskedValue(pair.Second));
        return [.. context.Run(called.Layer, called.Arguments, tensor => values[tensor], null).Outputs.Select(y => y.Value)];
    }

    private Called Call(bool openBatch)
    {
        Layer layer = (Layer)LayerConfig.Deserialize(Serialized);
        IReadOnlyList<TensorData> given = golden.Numbered("in.");
        Tensor[] inputs = [.. given.Select((data, i) => new Input(Shape.Of(data.Dims)[1..], $"in.{i}", data.ElementType, openBatch ? null
            : (int)data.Dims[0]))];
        JsonObject kwargs = golden.Case["kwargs"]!.AsObject();
        CallArguments arguments = (string?)golden.Case["call"] == "list" ? CallArguments.List(inputs)
            : CallArguments.Of(inputs.Select(CallArgument.Of));
        arguments = arguments with
        {
            Named = kwargs.Where(p => p.Key != "training").ToImmutableDictionary(p => p.Key, p => CallArgument.Of(p.Value?.DeepClone())),
            Training = (bool?)kwargs["training"],
        };
        ImmutableArray<Tensor> outputs = layer.Invoke(arguments);
        string[] paths = WeightPaths;
        if (layer.Weights.Count != paths.Length)
            throw new InvalidOperationException($"{paths.Length} weights expected ({string.Join(", ", paths)}), " +
                $"{string.Join(", ", layer.Weights)} made");
        for (int i = 0; i < paths.Length; i++)
            layer.Weights[i].Assign(golden.Tensors[$"w.{paths[i]}"].AsSpan<float>());
        Dictionary<Value, TensorData> feeds = [];
        for (int i = 0; i < inputs.Length; i++)
            feeds[Value.Input(inputs[i].Type, inputs[i].Name)] = given[i];
        return new(layer, arguments, inputs, outputs, feeds);
    }

    private sealed record Called(
        Layer Layer, CallArguments Arguments, Tensor[] Inputs, ImmutableArray<Tensor> Outputs, Dictionary<Value, TensorData> Feeds);
}
