using System.Text.Json.Nodes;
using Fluent.Saving;
using OnnxEmit;
using Testing;

namespace Fluent.Tests.Training;

/// <summary>Trajectories of Keras's train_on_batch: the same losses step by step, the same weights in the end.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TrainingGoldenTests
{
    [TestMethod]
    public void Losses_and_weights_follow_Keras() => GoldenFolder.Check("training", Differences);

    private static IEnumerable<string> Differences(Golden golden)
    {
        JsonObject given = golden.Case;
        Model model = (Model)LayerConfig.Deserialize(given["model"]!.AsObject());
        GoldenWeights.Assign(model, golden, "init.");
        if (given["trainable"] is JsonArray trainable)
        {
            HashSet<string> paths = [.. trainable.Select(p => (string)p!)];
            Assert.IsTrue(paths.SetEquals(GoldenWeights.Paths(golden, "init.").Where((_, i) => model.Weights[i].Trainable)), "what trains");
        }

        CompileConfig.Apply(model, given);
        int batch = (int)given["batch"]!, rows = (int)given["rows"]!, steps = (int)given["steps"]!;
        float[] losses = new float[steps];
        for (int step = 0; step < steps; step++)
        {
            int[] index = [.. Enumerable.Range(step * batch, batch).Select(row => row % rows)];
            losses[step] = (float)model.TrainOnBatch(
                Data.Create([.. golden.Numbered("x.").Select(x => GoldenWeights.Rows(x, index))]),
                GoldenWeights.Truth(model, golden, "y.", y => GoldenWeights.Rows(y, index))!,
                golden.Tensors.TryGetValue("sw", out TensorData? sw) ? GoldenWeights.Rows(sw, index) : null).Loss;
        }

        if (Close.Difference("loss", TensorData.Create<float>([steps], losses), golden.Tensors["loss"], 1e-4, 1e-3) is { } difference)
            yield return difference;
        HashSet<string> noise = [.. (given["noise"]?.AsArray() ?? []).Select(p => (string)p!)];
        foreach (string differs in GoldenWeights.Compare(model, golden, noise))
            yield return differs;
    }
}
