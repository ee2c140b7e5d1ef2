using System.Text.Json.Nodes;
using Fluent.Lowering;
using OnnxEmit;
using Testing;

namespace Fluent.Tests.Importing;

/// <summary>One network that torch exported: outputs, gradients of inputs and weights, ten steps of training.</summary>
internal sealed class TorchGolden(Golden golden)
{
    public IEnumerable<string> Differences()
    {
        string path = System.IO.Path.ChangeExtension(golden.Path, ".onnx");
        Model model = Model.FromOnnx(path);
        IReadOnlyList<TensorData> inputs = golden.Numbered("in.");
        IReadOnlyList<Prediction> outputs = model.PredictAll(Data.Create([.. inputs.Select(Data.FromTensorData)]));
        for (int i = 0; i < outputs.Count; i++)
        {
            TensorData actual = TensorData.Create(outputs[i].Dims, outputs[i].Values);
            if (Close.Difference($"out.{i}", actual, golden.Tensors[$"out.{i}"], 1e-5, 1e-4) is { } difference)
                yield return difference;
        }

        string[] trained = [.. golden.Case["trained"]!.AsObject().Select(pair => pair.Key)];
        string[] weights = [.. model.TrainableWeights.Select(w => w.Name)];
        if (trained.Except(weights).ToArray() is { Length: > 0 } missing)
            yield return $"not trained: {string.Join(", ", missing)}";
        foreach (string difference in Gradients(model, inputs))
            yield return difference;
        if (golden.Tensors.TryGetValue("fit.loss", out TensorData? losses))
        {
            Model again = Model.FromOnnx(File.ReadAllBytes(path), frozen: [.. weights.Except(trained)]);
            if (Fit(again, inputs, losses) is { } difference)
                yield return difference;
        }
    }

    private IEnumerable<string> Gradients(Model model, IReadOnlyList<TensorData> given)
    {
        LoweringContext context = LoweringContext.ForSteps(training: false);
        Value[] inputs = [.. given.Select((data, i) => Value.Input(data.Type, $"in.{i}"))];
        Dictionary<Tensor, MaskedValue> values = model.Inputs.Zip(inputs).ToDictionary(p => p.First, p => new MaskedValue(p.Second));
        Value[] outputs = [.. model.Replay(context, values, parent: null).Select(y => y.Value)];
        Value[] cotangents = [.. outputs.Select((y, i) => Value.Input(golden.Tensors[$"cot.{i}"].Type, $"cot.{i}"))];
        Dictionary<string, Value> wanted = context.Weights.ToDictionary(w => $"grad.w.{w.Key.Name}", w => w.Value);
        for (int i = 0; i < inputs.Length; i++)
            wanted[$"grad.in.{i}"] = inputs[i];
        string[] names = [.. golden.Tensors.Keys.Where(key => key.StartsWith("grad.", StringComparison.Ordinal))];
        if (names.Except(wanted.Keys).ToArray() is { Length: > 0 } unknown)
        {
            yield return $"no weights: {string.Join(", ", unknown)}";
            yield break;
        }

        Value?[] gradients = [.. Differentiate.Gradient(outputs, [.. names.Select(name => wanted[name])], cotangents)];
        Graph graph = new([.. inputs, .. cotangents, .. context.Weights.Values],
            gradients.Select((gradient, i) => gradient ?? throw new InvalidOperationException($"no gradient {names[i]}")));
        Dictionary<string, TensorData> feeds = context.Weights.ToDictionary(w => w.Value.Name!, w => w.Key.ToTensorData());
        foreach ((Value value, TensorData data) in inputs.Zip(given))
            feeds[value.Name!] = data;
        foreach (Value cotangent in cotangents)
            feeds[cotangent.Name!] = golden.Tensors[cotangent.Name!];
        TensorData[] actual = OnnxRunner.Run(PassPipeline.AfterDifferentiation(graph), feeds);
        for (int i = 0; i < names.Length; i++)
        {
            if (Close.Difference(names[i], actual[i], golden.Tensors[names[i]], 1e-4, 1e-3) is { } difference)
                yield return difference;
        }
    }

    private string? Fit(Model model, IReadOnlyList<TensorData> inputs, TensorData expected)
    {
        model.Compile(new SGD((float)golden.Case["rate"]!), "mse");
        Data x = Data.Create([.. inputs.Select(Data.FromTensorData)]), y = Data.FromTensorData(golden.Tensors["fit.y"]);
        float[] losses = [.. Enumerable.Range(0, (int)expected.Count).Select(_ => (float)model.TrainOnBatch(x, y).Loss)];
        return Close.Difference("fit.loss", TensorData.Create<float>([losses.Length], losses), expected, 1e-4, 1e-3);
    }
}
