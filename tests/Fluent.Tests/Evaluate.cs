using Fluent.Lowering;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using Testing;

namespace Fluent.Tests;

/// <summary>Runs models on ONNX Runtime, and says what a mistake is answered with.</summary>
internal static class Evaluate
{
    /// <summary>The outputs; in training random numbers are 0, 1/n, 2/n … and the weights' updates follow, by path.</summary>
    public static TensorData[] Outputs(Model model, bool training, params TensorData[] inputs)
    {
        LoweringContext context = LoweringContext.ForSteps(training);
        Value[] given = [.. inputs.Select((data, i) => Value.Input(data.Type, $"in.{i}"))];
        Dictionary<Tensor, MaskedValue> values = model.Inputs.Zip(given)
            .ToDictionary(p => p.First, p => new MaskedValue(Model.FitInput(p.First, p.Second, model.Label)));
        MaskedValue[] outputs = model.Replay(context, values, parent: null);
        IEnumerable<Value> updates = context.Updates.OrderBy(u => u.Key.Path, StringComparer.Ordinal).Select(u => u.Value);
        Graph graph = PassPipeline.Inference(new Graph(
            [.. given, .. context.Weights.Values, .. context.Randoms.Select(r => r.Value)],
            [.. outputs.Select(y => Op.Identity(y.Value)), .. updates]));
        Dictionary<string, TensorData> feeds = inputs.Select((data, i) => (data, i)).ToDictionary(p => $"in.{p.i}", p => p.data);
        foreach ((Weight weight, Value value) in context.Weights)
            feeds[value.Name!] = weight.ToTensorData();
        foreach (RandomInput random in context.Randoms)
        {
            long[] dims = [.. random.Value.Shape.Select(d => d.Size ?? inputs[0].Dims[0])];
            long count = dims.Aggregate(1L, (n, d) => n * d);
            feeds[random.Value.Name!] = TensorData.Create<float>(dims, [.. Enumerable.Range(0, (int)count).Select(i => (float)i / count)]);
        }

        return OnnxRunner.Run(graph, feeds);
    }

    /// <summary>The only output in inference.</summary>
    public static TensorData Output(Model model, params TensorData[] inputs) => Outputs(model, training: false, inputs)[0];

    /// <summary>The numbers of one layer's output on one input.</summary>
    public static float[] Layer(Layer layer, long[] dims, params float[] numbers)
    {
        Input x = new(Shape.Of(dims)[1..]);
        return Numbers(Output(new Model(x, layer.Call(x)), Data(dims, numbers)));
    }

    public static TensorData Data(long[] dims, params float[] numbers) => TensorData.Create<float>(dims, numbers);

    public static float[] Numbers(TensorData data) => data.AsSpan<float>().ToArray();

    public static void AreClose(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-5f, $"[{i}] of {string.Join(", ", actual)}");
    }

    /// <summary>Throws an error of this library with exactly this message.</summary>
    public static void Error(string message, Func<object?> action) =>
        Assert.AreEqual(message, Assert.Throws<FluentException>(() => _ = action()).Message);
}
