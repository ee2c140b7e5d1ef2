using System.Text.Json.Nodes;
using Fluent.Saving;
using OnnxEmit;
using Testing;

namespace Fluent.Tests.Training;

/// <summary>Whole calls of Keras's fit, evaluate and predict.</summary>
[TestClass]
[DoNotParallelize]
public sealed class FitGoldenTests
{
    [TestMethod]
    public void Histories_follow_Keras() => GoldenFolder.Check("fit", Differences);

    private static IEnumerable<string> Differences(Golden golden)
    {
        JsonObject given = golden.Case, fit = given["fit"]!.AsObject();
        Model model = (Model)LayerConfig.Deserialize(given["model"]!.AsObject());
        GoldenWeights.Assign(model, golden, "init.");
        CompileConfig.Apply(model, given["compile"]!.AsObject());
        Callback[] callbacks = [.. given["callbacks"]!.AsArray().Select(c => GoldenCallbacks.Create(c!.AsObject()))];

        Data x = golden.Tensors["x.0"], y = GoldenWeights.Truth(model, golden, "y.", t => t)!;
        Data? weights = golden.Tensors.TryGetValue("sw", out TensorData? sw) ? Data.FromTensorData(sw) : null;
        Data? heldTruth = GoldenWeights.Truth(model, golden, "vy.", t => t);
        History history = model.Fit(
            x, y, (int)fit["batch_size"]!, (int)fit["epochs"]!, verbose: 0, callbacks, (float?)fit["validation_split"] ?? 0,
            (bool)given["validation"]! ? new Batch(golden.Tensors["vx.0"], heldTruth) : null, shuffle: false,
            fit["class_weight"]?.AsObject().ToDictionary(p => int.Parse(p.Key), p => (float)p.Value!), weights, (int?)fit["initial_epoch"]
                ?? 0);

        foreach (string name in golden.Tensors.Keys.Where(k => k.StartsWith("history.", StringComparison.Ordinal))
            .Select(k => k["history.".Length..]))
        {
            float[] values = [.. history[name].Select(v => (float)v)];
            if (Close.Difference(name, TensorData.Create<float>([values.Length], values), golden.Tensors[$"history.{name}"], 1e-4,
                1e-3) is { } differs)
                yield return differs;
        }

        foreach (string differs in GoldenWeights.Compare(model, golden, []))
            yield return differs;
        Logs evaluated = model.Evaluate(x, y, batchSize: 8, sampleWeight: weights);
        foreach ((string name, JsonNode? expected) in given["evaluate"]!.AsObject())
        {
            if (Math.Abs(evaluated[name] - (double)expected!) > 1e-3 + (1e-2 * Math.Abs((double)expected!)))
                yield return $"evaluate {name}: {evaluated[name]}, expected {expected}";
        }

        foreach ((int i, Prediction prediction) in model.PredictAll(golden.Tensors["vx.0"]).Index())
        {
            TensorData actual = TensorData.Create(prediction.Dims, prediction.Values);
            if (Close.Difference($"predict.{i}", actual, golden.Tensors[$"predict.{i}"], 1e-3, 1e-2) is { } differs)
                yield return differs;
        }
    }
}
